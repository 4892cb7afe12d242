import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import kafkajs, { Kafka, logLevel, type AclEntry, type AclFilter, type Admin } from 'kafkajs';
import { audienceOfTopic, topics, type Audience, type Topic } from '@maarad/shared/contracts';
import { classPath } from './class-path.js';
import { javaOptions } from './start-kafka.js';

// Node finds no names for these in a CommonJS module.
const { AclOperationTypes, AclPermissionTypes, AclResourceTypes, ResourcePatternTypes } = kafkajs;

/** For which regions a partner stands: a topic has no regions, so what is told to partners of a region is for those of all of them. */
export type Standing = 'some regions' | 'all regions';

/** Topics are granted as a whole, and what is one exhibitor's or one partner's own never is. */
const granted: Record<Standing, readonly Audience[]> = {
  'some regions': ['public'],
  'all regions': ['public', 'partners'],
};

/** The topics that such a partner may read. */
export const topicsFor = (standing: Standing): Topic[] =>
  topics.filter((topic) => granted[standing].includes(audienceOfTopic(topic)));

/**
 * Lets a partner read the topics that are for it, and nothing else: a name and password for the partners' listener
 * (SASL/SCRAM-SHA-512), and leave to read those topics with consumer groups whose names begin with its own. Granting again gives it
 * another password, and the rights of that grant alone.
 *
 * @returns the password, which is shown this once
 * @throws BadPartnerName
 */
export async function grantPartner(
  brokers: string[],
  name: string,
  standing: Standing = 'some regions',
): Promise<string> {
  requireName(name);
  const password = randomBytes(24).toString('base64url');
  await alterUser(brokers, name, ['--add-config-file', `SCRAM-SHA-512=iterations=8192,password=${password}`]);
  await withAdmin(brokers, async (admin) => {
    await admin.deleteAcls({ filters: [everythingOf(name)] });
    await admin.createAcls({ acl: grantsOf(name, standing) });
  });
  return password;
}

/** Takes both away: connections that are open end with their next request. */
export async function revokePartner(brokers: string[], name: string): Promise<void> {
  requireName(name);
  await withAdmin(brokers, (admin) => admin.deleteAcls({ filters: [everythingOf(name)] }));
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

const everythingOf = (name: string): AclFilter => ({
  principal: `User:${name}`,
  resourceType: AclResourceTypes.ANY,
  resourcePatternType: ResourcePatternTypes.ANY,
  operation: AclOperationTypes.ANY,
  permissionType: AclPermissionTypes.ANY,
});

function grantsOf(name: string, standing: Standing): AclEntry[] {
  const to = { principal: `User:${name}`, host: '*', permissionType: AclPermissionTypes.ALLOW };
  return [
    ...topicsFor(standing)
      .map((resourceName) => ({ ...to, resourceType: AclResourceTypes.TOPIC, resourceName }))
      .map((topic) => ({ ...topic, resourcePatternType: ResourcePatternTypes.LITERAL }))
      .flatMap((topic) => [
        { ...topic, operation: AclOperationTypes.READ },
        { ...topic, operation: AclOperationTypes.DESCRIBE },
      ]),
    {
      ...{ ...to, resourceType: AclResourceTypes.GROUP, resourceName: `${name}.` },
      ...{ resourcePatternType: ResourcePatternTypes.PREFIXED, operation: AclOperationTypes.READ },
    },
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
