import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { openEventLog, type EventLog } from '@maarad/shared/messaging';
import { createLogger } from '@maarad/shared/telemetry';
import { freePortsInARow } from '@maarad/shared/testing/free-ports';
import { portsOfKafka, startKafka, type RunningKafka } from './start-kafka.js';

const topic = 'maarad.outage';
const logger = createLogger('outage-test', 'fatal');

describe('when Kafka dies and comes back', () => {
  let home: string;
  let port: number;
  let kafka: RunningKafka;
  let log: EventLog;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'maarad-kafka-'));
    port = await freePortsInARow(portsOfKafka);
    kafka = await startKafka({ port, home });
    log = await openEventLog({ kafkaBrokers: kafka.brokers, clientId: 'outage', logger });
  }, 180_000);

  afterAll(async () => {
    await log.close();
    await kafka.stop();
    await rm(home, { recursive: true, force: true });
  }, 60_000);

  it('says so meanwhile, and delivers afterwards what was published before, during and after, without a wait for who was in the group before', async () => {
    const received = new Set<string>();
    const consumption = await log.consume('outage-group', [topic], (batch) => {
      batch.forEach(({ value }) => received.add(value));
      return Promise.resolve();
    });
    await log.publish([record('before')]);
    await until(() => received.has('before'));

    await kafka.kill();
    await expect(log.check()).rejects.toThrow();
    const during = publishStubbornly(log, 'during');
    await pause(12_000);
    kafka = await startKafka({ port, home });
    const back = Date.now();

    await during;
    await publishStubbornly(log, 'after');
    await until(() => received.has('during') && received.has('after'));
    // The broker knows the member that was before, and would wait for it until its session of ten seconds has run out.
    expect(Date.now() - back).toBeLessThan(9_000);
    await expect(log.check()).resolves.toBeUndefined();
    await until(async () => (await log.lag('outage-group', [topic]))[topic] === 0);
    await consumption.stop();
  }, 180_000);
});

function record(value: string) {
  return { topic, key: value, value, headers: {} };
}

/** As the relay does: what might not have been written is written again. */
async function publishStubbornly(log: EventLog, value: string): Promise<void> {
  await until(() =>
    log.publish([record(value)]).then(
      () => true,
      () => false,
    ),
  );
}

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 90_000; !(await condition()); await pause(50)) {
    if (Date.now() > end) {
      throw new Error(`It did not come to be within 90 seconds: ${condition.toString()}`);
    }
  }
}
