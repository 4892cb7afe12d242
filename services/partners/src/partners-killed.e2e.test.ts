import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { PrincipalSigner } from '@maarad/shared/auth';
import { openEventLog, type EventLog } from '@maarad/shared/messaging';
import { newId } from '@maarad/shared/runtime';
import { createLogger } from '@maarad/shared/telemetry';
import { createTestDatabase, organiser, type TestDatabase } from '@maarad/shared/testing';
import { freePort } from '@maarad/shared/testing/free-ports';
import { exhausted } from './testing/events.js';
import { openReceiver, type Receiver } from './testing/receiver.js';

const secret = 'a secret for tests that is long enough';
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
let databases: TestDatabase[];
let log: EventLog;
let receivers: Receiver[];
let running: ChildProcess | undefined;
let port: number;

beforeEach(async () => {
  databases = [await createTestDatabase(), await createTestDatabase()];
  log = await openEventLog({
    ...{ eventLogUrl: databases[1]?.url, clientId: 'teller', logger: createLogger('test', 'silent') },
  });
  receivers = [await openReceiver(), await openReceiver()];
  port = await freePort();
});
afterEach(async () => {
  await kill();
  await log.close();
  await Promise.all(receivers.map((one) => one.close()));
  await Promise.all(databases.map((one) => one.drop()));
});

async function start(): Promise<void> {
  running = spawn(process.execPath, [main], {
    stdio: 'ignore',
    env: {
      ...{ PORT: String(port), NODE_ENV: 'test', LOG_LEVEL: 'silent', PRINCIPAL_SECRET: secret },
      ...{ DATABASE_URL: databases[0]?.url, EVENT_LOG_URL: databases[1]?.url },
      ...{ WEBHOOK_LOCAL: 'true', WEBHOOK_KEY: '0'.repeat(64) },
    },
  });
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => undefined);
    if (answer?.ok) {
      return;
    }
    await pause(100);
  }
}

async function kill(): Promise<void> {
  if (running && running.exitCode === null && running.signalCode === null) {
    const ended = once(running, 'exit');
    running.kill('SIGKILL');
    await ended;
  }
}

async function ask(query: string, input: Record<string, unknown>): Promise<Record<string, any>> {
  const answer = await fetch(`http://127.0.0.1:${port}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-maarad-principal': await new PrincipalSigner(secret).sign(organiser),
    },
    body: JSON.stringify({ query, variables: { input: { idempotencyKey: newId(), ...input } } }),
  });
  return ((await answer.json()) as { data: Record<string, any> }).data;
}

const firstTimes = (receiver: Receiver) => [...new Set(receiver.accepted)];

test('killed without warning while it sends, the service loses nothing and keeps every subject in order', async () => {
  await start();
  const { registerPartner } = await ask(
    'mutation ($input: RegisterPartnerInput!) { registerPartner(input: $input) { id } }',
    { name: { fr: 'Chambre' }, kind: 'CHAMBER' },
  );
  for (const { url } of receivers) {
    await ask('mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { secret } }', {
      partnerId: registerPartner.id,
      url,
    });
  }
  const subjects = Array.from({ length: 20 }, newId);
  const records = Array.from({ length: 600 }, (_, index) => {
    const { topic, subject, event } = exhausted(subjects[index % subjects.length]);
    const sequence = String(Math.floor(index / subjects.length) + 1).padStart(10, '0');
    return { topic, key: subject, headers: {}, value: JSON.stringify({ ...event, sequence }) };
  });
  await log.publish(records);
  const [receiver] = receivers as [Receiver, Receiver];
  for (const count of [100, 300]) {
    await receiver.until(() => firstTimes(receiver).length > count);
    await kill();
    await start();
  }
  for (const one of receivers) {
    await one.until(() => firstTimes(one).length === records.length);
    const sequences = new Map<string, string[]>();
    const seen = new Set<string>();
    for (const { body } of one.received) {
      const { id, subject, sequence } = JSON.parse(body) as Record<'id' | 'subject' | 'sequence', string>;
      if (!seen.has(id)) {
        sequences.set(subject, [...(sequences.get(subject) ?? []), sequence]);
      }
      seen.add(id);
    }
    expect(seen.size).toBe(records.length);
    sequences.forEach((own) => expect(own).toEqual([...own].sort()));
  }
}, 120_000);
