import { execFileSync } from 'node:child_process';
import { channelsAgree } from './channels-agree.js';
import { openKafka, type OpenKafka } from './open-kafka.js';

const topics = ['maarad.registrations', 'maarad.programme', 'maarad.orders'];

let kafka: OpenKafka;

beforeAll(async () => {
  kafka = await openKafka();
}, 120_000);
afterAll(async () => {
  await kafka.stop();
  kafka.discard();
}, 60_000);

/** What a large partner reads with a client that is none of ours. What comes again has the same id. */
function readLog(types: string[]): string[] {
  const events = topics.flatMap((topic) =>
    execFileSync('kcat', ['-b', kafka.brokers, '-t', topic, '-C', '-e', '-q'], {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    })
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as { id: string; type: string }),
  );
  return [...new Set(events.filter(({ type }) => types.includes(type)).map(({ id }) => id))];
}

channelsAgree('Kafka', () => ({ kafkaBrokers: kafka.brokers }), readLog);
