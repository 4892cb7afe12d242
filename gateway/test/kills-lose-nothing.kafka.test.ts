import { execFileSync } from 'node:child_process';
import { setTimeout as pause } from 'node:timers/promises';
import { dataOf } from './ask.js';
import { killsLoseNothing } from './kills-lose-nothing.js';
import { openFair } from './open-fair.js';
import { openKafka, type OpenKafka } from './open-kafka.js';
import { makeSmallFair } from './small-fair.js';

let kafka: OpenKafka;

beforeAll(async () => {
  kafka = await openKafka();
}, 120_000);
afterAll(async () => {
  await kafka.stop();
  kafka.discard();
}, 60_000);

test('a stranger reads the same event with the same id from Kafka as from the feed', async () => {
  const fair = await openFair({ kafkaBrokers: kafka.brokers });
  try {
    const token = fair.token('admin');
    const { exhibitorId, productId } = await makeSmallFair(fair, token, 1);
    const { recordSale } = await dataOf(
      fair.url,
      'mutation ($input: RecordSaleInput!) { recordSale(input: $input) { id } }',
      {
        input: {
          ...{ idempotencyKey: 'for-kcat', exhibitorId, payment: 'CASH', soldAt: '2025-01-29T11:00:00Z' },
          lines: [{ productId, quantity: 1 }],
        },
      },
      { token },
    );
    const read = () =>
      execFileSync('kcat', ['-b', kafka.brokers, '-t', 'maarad.orders', '-C', '-e', '-q', '-f', '%k %s\n'], {
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      });
    let line: string | undefined;
    for (let attempt = 0; attempt < 100 && !line; attempt += 1) {
      line = read()
        .split('\n')
        .find((candidate) => candidate.startsWith(recordSale.id) && candidate.includes('sale.recorded'));
      await pause(100);
    }
    const event = JSON.parse(line?.slice(37) ?? '{}');
    expect(event).toMatchObject({
      specversion: '1.0',
      type: 'org.maarad.sales.sale.recorded.v1',
      subject: recordSale.id,
    });
    const { events } = await dataOf(
      fair.url,
      'query ($subject: ID!) { events(filter: { subject: $subject }) { nodes { id data } } }',
      { subject: recordSale.id },
      { token },
    );
    expect(events.nodes).toEqual([{ id: event.id, data: event.data }]);
  } finally {
    await fair.stop();
    fair.discard();
  }
}, 120_000);

killsLoseNothing('Kafka', () => ({ kafkaBrokers: kafka.brokers }), {
  disturbLog: async () => {
    await kafka.stop();
    await pause(10_000);
    await kafka.start();
  },
});
