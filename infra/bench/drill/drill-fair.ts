import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePortsInARow } from '@maarad/shared/testing/free-ports';
import { openFair, type Fair } from '../../local/fair.js';
import { graphClient, type GraphClient } from '../../local/load/graph-client.js';
import { portsOf } from '../../local/processes.js';
import { portsOfKafka, startKafka } from '../../kafka/start-kafka.js';
import { Books } from './books.js';
import { followOverKafka } from './kafka-reader.js';
import { openStall, type Stall } from './open-stall.js';
import { followFeedOverHttp, followOverEventStream, followOverWebSocket, type Channel } from './readers.js';
import { openWebhook, type Webhook } from './webhook-reader.js';

/** The event log, as far as a drill does harm to it. */
export interface LogUnderDrill {
  name: string;
  takeAway(): Promise<void>;
  bringBack(): Promise<void>;
}

/** A fair of its own, small, with a subscriber on every channel. */
export interface DrillFair {
  fair: Fair;
  /** Of the organiser. */
  graph: GraphClient;
  stall: Stall;
  books: Books;
  channels: Channel[];
  webhook: Webhook;
  log: LogUnderDrill;
  /** Where its data and logs are; kept at the end where something is to be looked into. */
  home: string;
  close(keep?: boolean): Promise<void>;
}

/** @param options.kafka on a real Kafka of its own, instead of the embedded log. */
export async function openDrillFair({
  kafka,
  print,
}: {
  kafka: boolean;
  print?: (line: string) => void;
}): Promise<DrillFair> {
  const home = await mkdtemp(join(tmpdir(), 'maarad-drill-'));
  const ends: (() => Promise<unknown>)[] = [];
  const close = async (keep = false) => {
    for (const end of ends) {
      await end();
    }
    if (!keep) {
      await rm(home, { recursive: true, force: true });
    }
  };
  try {
    const broker = kafka ? await openBroker(join(home, 'kafka'), ends) : undefined;
    const fair = await openFair({
      port: await freePortsInARow(portsOf(0).size),
      ...{ home: join(home, 'fair'), seed: 'none', webhookLocal: true, kafkaBrokers: broker?.brokers.join(','), print },
    });
    ends.unshift(() => fair.stop());
    const graph = graphClient(fair.url, await fair.token('admin'));
    const books = new Books(fair);
    const stall = await openStall(graph);
    const webhook = await openWebhook(fair, graph);
    const channels: Channel[] = [
      followOverWebSocket(fair),
      followOverEventStream(fair),
      followFeedOverHttp(fair),
      webhook,
      ...(broker ? [await followOverKafka(broker.brokers)] : []),
    ];
    ends.unshift(...channels.map((channel) => () => channel.close()));
    const log: LogUnderDrill = broker ?? {
      name: 'the database of the embedded log',
      takeAway: () => books.closeDatabase('maarad_log'),
      bringBack: () => books.openDatabase('maarad_log'),
    };
    return { fair, graph, stall, books, channels, webhook, log, home, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function openBroker(
  home: string,
  ends: (() => Promise<unknown>)[],
): Promise<LogUnderDrill & { brokers: string[] }> {
  const port = await freePortsInARow(portsOfKafka);
  let running = await startKafka({ port, home });
  ends.unshift(() => running.stop());
  return {
    name: 'the Kafka broker',
    brokers: running.brokers,
    takeAway: () => running.kill(),
    bringBack: async () => {
      running = await startKafka({ port, home });
    },
  };
}
