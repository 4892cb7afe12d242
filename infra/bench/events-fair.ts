import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { exampleOf, saleRecorded, type NewEvent } from '@maarad/shared/contracts';
import { ensureLocalKeys, mintLocalToken } from '@maarad/shared/auth/local-keys';
import { createDatabase, openDatabase } from '@maarad/shared/database';
import { openEventLog, Relay, writeOutbox } from '@maarad/shared/messaging';
import { newId } from '@maarad/shared/runtime';
import { createLogger } from '@maarad/shared/telemetry';
import { freePort, freePortsInARow } from '@maarad/shared/testing/free-ports';
import { portsOfKafka, startKafka } from '../kafka/start-kafka.js';
import { repository } from '../local/repository.js';
import { startPostgres, until } from './bench-postgres.js';
import { startProcess } from './bench-process.js';
import type { Inspected } from './memory.js';
import { onDatabase } from './sales-fair.js';

const secret = 'a secret of this benchmark and of nothing else';

/** What the benchmark tells, over and over. */
export const eventType = saleRecorded.type;
/** The exhibitor whose sales they are: they are for its own eyes, the organiser's, and for whom it gives access. */
export const toldOf = (exampleOf(saleRecorded).data as { exhibitorId: string }).exhibitorId;

/** What a service does when it tells of something: the shared outbox and the shared relay, in this process, so that one clock measures. */
export interface Teller {
  /** Commits one event; the relay is woken once it is committed. Gives its id, and when it was committed. */
  commit(): Promise<{ id: string; at: number }>;
  /** Commits so many, and wakes nobody. */
  store(count: number): Promise<void>;
  /** Sends what is stored; gives how long it took, in milliseconds. */
  drain(count: number): Promise<number>;
  stopRelay(): Promise<void>;
}

export interface EventsFair {
  brokers: string[];
  url: string;
  token: string;
  teller: Teller;
  gateway: Inspected;
  partners: Inspected;
}

/** A sale as the sales service tells it. */
export function saleEvent(): NewEvent {
  const subject = newId();
  const { sequence: _, ...event } = exampleOf(saleRecorded) as Record<string, unknown>;
  return { topic: saleRecorded.topic, subject, event: { ...event, id: newId(), subject } };
}

/** Kafka, PostgreSQL, the partners service and the gateway as in earnest. What ends them is put before what is in `stop`. */
export async function openEventsFair(folder: string, stop: (() => Promise<void>)[]): Promise<EventsFair> {
  const server = await startPostgres(folder, stop);
  const kafka = await startKafka({ port: await freePortsInARow(portsOfKafka), home: join(folder, 'kafka') });
  stop.unshift(() => kafka.stop());
  for (const name of ['maarad_partners', 'maarad_bench']) {
    await onDatabase(`${server}/postgres`, `CREATE DATABASE ${name}`);
  }
  const teller = await openTeller(`${server}/maarad_bench`, kafka.brokers, stop);
  const [partnersPort, gatewayPort] = [await freePort(), await freePort()];
  /** With the heap that `npm start` gives it. */
  const start = async (
    name: string,
    script: string,
    megabytes: number,
    own: Record<string, string>,
  ): Promise<Inspected> => {
    const inspectPort = await freePort();
    const flags = [
      `--max-old-space-size=${megabytes}`,
      '--max-semi-space-size=8',
      `--inspect-port=127.0.0.1:${inspectPort}`,
    ];
    const env = { PRINCIPAL_SECRET: secret, LOG_LEVEL: 'info', NODE_OPTIONS: flags.join(' '), ...own };
    const process = startProcess({ name, script: join(repository, script), env, log: join(folder, `${name}.log`) });
    stop.unshift(() => process.stop());
    return { process, inspectPort };
  };
  const partners = await start('partners', 'services/partners/dist/main.js', 192, {
    ...{
      PORT: String(partnersPort),
      DATABASE_URL: `${server}/maarad_partners`,
      KAFKA_BROKERS: kafka.brokers.join(','),
    },
    ...{ WEBHOOK_KEY: randomBytes(32).toString('hex'), WEBHOOK_LOCAL: 'true' },
  });
  const keys = await ensureLocalKeys(join(folder, 'keys'));
  const services = ['EXHIBITORS', 'SCHEDULING', 'SALES', 'TRAINING', 'PARTNERS'];
  const gateway = await start('gateway', 'gateway/dist/src/main.js', 256, {
    ...{ PORT: String(gatewayPort), LOCAL_JWKS: keys.jwksFile },
    ...Object.fromEntries(services.map((name) => [`${name}_URL`, `http://127.0.0.1:${partnersPort}`])),
  });
  await until('the partners service', async () => (await fetch(`http://127.0.0.1:${partnersPort}/health/ready`)).ok);
  await until('the gateway', async () => (await fetch(`http://127.0.0.1:${gatewayPort}/health/ready`)).ok);
  const token = await mintLocalToken(keys, { id: 'benchmark', role: 'admin' });
  return { brokers: kafka.brokers, url: `http://127.0.0.1:${gatewayPort}`, token, teller, gateway, partners };
}

async function openTeller(url: string, kafkaBrokers: string[], stop: (() => Promise<void>)[]): Promise<Teller> {
  const logger = createLogger('bench', 'warn');
  const database = await openDatabase(createDatabase({ url, entities: [], migrations: [] }));
  const log = await openEventLog({ kafkaBrokers, clientId: 'bench', logger });
  let onSent: (count: number) => void = () => undefined;
  const newRelay = () => new Relay({ database, log, logger, watch: { sent: (count) => onSent(count) } });
  let relay = newRelay();
  relay.start();
  stop.unshift(async () => {
    await relay.stop();
    await log.close();
    await database.destroy();
  });
  return {
    async commit() {
      const event = saleEvent();
      const written = await database.transaction((manager) => writeOutbox(manager, [event]));
      const at = performance.now();
      relay.wake(written);
      return { id: event.event.id as string, at };
    },
    async store(count) {
      for (let left = count; left > 0; left -= 500) {
        const events = Array.from({ length: Math.min(left, 500) }, saleEvent);
        await database.transaction((manager) => writeOutbox(manager, events));
      }
    },
    drain(count) {
      let sent = 0;
      return new Promise((resolve) => {
        const began = performance.now();
        onSent = (more) => {
          sent += more;
          if (sent >= count) {
            resolve(performance.now() - began);
          }
        };
        relay = newRelay();
        relay.start();
      });
    },
    stopRelay: () => relay.stop(),
  };
}
