import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  Kafka,
  logLevel,
  ResourcePatternTypes,
  type AclEntry,
  type Admin,
} from 'kafkajs';
import { classPath } from './class-path.js';
import { javaOptions } from './start-kafka.js';

/** The beginning of every topic of the fair. */
const topics = 'maarad.';

/**
 * Lets a partner read the fair's topics, and nothing else: a name and password for the partners' listener (SASL/SCRAM-SHA-512), and
 * leave to read those topics with consumer groups whose names begin with its own. Granting again gives it another password.
 *
 * @returns the password, which is shown this once
 * @throws BadPartnerName
 */
export async function grantPartner(brokers: string[], name: string): Promise<string> {
  requireName(name);
  const password = randomBytes(24).toString('base64url');
  await alterUser(brokers, name, ['--add-config-file', `SCRAM-SHA-512=iterations=8192,password=${password}`]);
  await withAdmin(brokers, (admin) => admin.createAcls({ acl: grantsOf(name) }));
  return password;
}

/** Takes both away: connections that are open end with their next request. */
export async function revokePartner(brokers: string[], name: string): Promise<void> {
  requireName(name);
  await withAdmin(brokers, (admin) =>
    admin.deleteAcls({
      filters: grantsOf(name).map(({ resourcePatternType, ...filter }) => ({ ...filter, resourcePatternType })),
    }),
  );
  await alterUser(brokers, name, ['--delete-config', 'SCRAM-SHA-512']);
}

export class BadPartnerName extends Error {
  constructor(name: string) {
    super(`A partner's name is of small letters, digits and dashes, which "${name}" is not.`);
  }
}

function requireName(name: string): void {
  if (!/^[a-z][a-z0-9-]{1,60}$/.test(name)) {
    throw new BadPartnerName(name);
  }
}

function grantsOf(name: string): AclEntry[] {
  const to = {
    principal: `User:${name}`,
    host: '*',
    permissionType: AclPermissionTypes.ALLOW,
    resourcePatternType: ResourcePatternTypes.PREFIXED,
  };
  const fair = { ...to, resourceType: AclResourceTypes.TOPIC, resourceName: topics };
  return [
    { ...fair, operation: AclOperationTypes.READ },
    { ...fair, operation: AclOperationTypes.DESCRIBE },
    { ...to, resourceType: AclResourceTypes.GROUP, resourceName: `${name}.`, operation: AclOperationTypes.READ },
  ];
}

async function withAdmin<Result>(brokers: string[], run: (admin: Admin) => Promise<Result>): Promise<Result> {
  const admin = new Kafka({ brokers, clientId: 'partner-grants', logLevel: logLevel.ERROR }).admin();
  await admin.connect();
  try {
    return await run(admin);
  } finally {
    await admin.disconnect();
  }
}

/** kafkajs does not speak of SCRAM credentials, so Kafka's own tool does; the password goes by a file, not by the command line. */
async function alterUser(brokers: string[], name: string, [option = '', value = '']: string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'maarad-grant-'));
  try {
    const file = join(folder, 'config');
    await writeFile(file, value, { mode: 0o600 });
    const change = option === '--add-config-file' ? [option, file] : [option, value];
    const user = ['--entity-type', 'users', '--entity-name', name];
    const java = spawn(
      'java',
      [
        ...javaOptions(await classPath(), '128m'),
        ...[
          'org.apache.kafka.tools.ConfigCommand',
          '--bootstrap-server',
          brokers.join(','),
          '--alter',
          ...user,
          ...change,
        ],
      ],
      { stdio: ['ignore', 'pipe', 'pipe'] },
    );
    let said = '';
    java.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
    java.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const [code] = (await once(java, 'close')) as [number | null];
    if (code !== 0) {
      throw new Error(`Kafka did not change the user ${name}: ${said}`);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
}
