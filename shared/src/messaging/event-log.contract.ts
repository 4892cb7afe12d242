import { randomBytes } from 'node:crypto';
import type { ConsumedRecord, Consumption, EventLog, LogRecord } from './event-log.js';

/** What both event logs promise. `open` gives another client of the same log at each call. */
export function eventLogContract(name: string, open: () => Promise<EventLog>): void {
  describe(`${name} keeps the promises of the event log`, () => {
    const opened: EventLog[] = [];
    let log: EventLog;
    let topic: string;
    let group: string;

    const openAnother = async () => {
      const another = await open();
      opened.push(another);
      return another;
    };

    beforeEach(async () => {
      log = await openAnother();
      topic = unique('topic');
      group = unique('group');
    });

    afterEach(async () => {
      await Promise.all(opened.splice(0).map((each) => each.close()));
    });

    it('hands out what was published before the group existed, with key, headers and Arabic text unharmed', async () => {
      const value = JSON.stringify({ name: 'تعاونية أركان تارودانت', zgh: 'ⵜⴰⵡⵔⵉⵔⵜ', quote: '"\\\u0000' });
      await log.publish([{ topic, key: 'a', value, headers: { 'content-type': 'application/json', note: 'معرض' } }]);
      const received = await collect(log, group, [topic], 1);
      expect(received).toEqual([
        {
          topic,
          key: 'a',
          value,
          headers: { 'content-type': 'application/json', note: 'معرض' },
          partition: expect.any(Number),
          offset: expect.stringMatching(/^\d+$/),
        },
      ]);
    });

    it('keeps the order of each key over a publication of 1,000 records', async () => {
      const records = numbered(topic, 1_000, 10);
      await log.publish(records.slice(0, 400));
      await log.publish(records.slice(400));
      const received = await collect(log, group, [topic], 1_000);
      expect(received).toHaveLength(1_000);
      for (let key = 0; key < 10; key += 1) {
        const values = received.filter((record) => record.key === `key-${key}`).map(({ value }) => Number(value));
        expect(values).toEqual([...values].sort((a, b) => a - b));
        expect(values).toHaveLength(100);
      }
    });

    it('hands every record to each group, across several topics', async () => {
      const second = unique('topic');
      await log.publish([...numbered(topic, 20), ...numbered(second, 20)]);
      const [one, two] = await Promise.all([
        collect(log, group, [topic, second], 40),
        collect(await openAnother(), unique('group'), [topic, second], 40),
      ]);
      for (const received of [one, two]) {
        expect(new Set(received.map((record) => `${record.topic} ${record.value}`)).size).toBe(40);
      }
    });

    it.each([
      ['rejects', () => Promise.reject(new Error('not now'))],
      [
        'has a bug',
        () => {
          throw new TypeError('undefined is not a function');
        },
      ],
    ])('hands the same records out again after a handler that %s, and goes on', async (_, fail) => {
      await log.publish(numbered(topic, 5, 1));
      const attempts: string[][] = [];
      const consumption = await log.consume(group, [topic], (batch) => {
        attempts.push(batch.map(({ value }) => value));
        return attempts.length <= 2 ? fail() : Promise.resolve();
      });
      await until(() => attempts.length >= 3);
      await log.publish(numbered(topic, 1, 1));
      await until(() => attempts.slice(2).flat().length >= 6);
      expect(attempts[1]![0]).toBe(attempts[0]![0]);
      expect(attempts.slice(2).flat()).toEqual(['0', '1', '2', '3', '4', '0']);
      await consumption.stop();
    });

    it('resumes where it committed when it was stopped', async () => {
      await log.publish(numbered(topic, 30, 3));
      await collect(log, group, [topic], 30);
      await log.publish([{ topic, key: 'later', value: 'later', headers: {} }]);
      expect((await collect(await openAnother(), group, [topic], 1)).map(({ value }) => value)).toEqual(['later']);
    });

    it('hands out again what was in hand, not handled, when it was stopped', async () => {
      await log.publish(numbered(topic, 3, 1));
      let tried = false;
      const consumption = await log.consume(group, [topic], () => {
        tried = true;
        return Promise.reject(new Error('never'));
      });
      await until(() => tried);
      await consumption.stop();
      expect((await collect(log, group, [topic], 3)).map(({ value }) => value)).toEqual(['0', '1', '2']);
    });

    it('waits for the batch in hand when it is stopped', async () => {
      await log.publish(numbered(topic, 1));
      let begun = false;
      let finished = false;
      const consumption = await log.consume(group, [topic], async () => {
        begun = true;
        await new Promise((resolve) => setTimeout(resolve, 300));
        finished = true;
      });
      await until(() => begun);
      await consumption.stop();
      expect(finished).toBe(true);
      expect(await log.lag(group, [topic])).toEqual({ [topic]: 0 });
    });

    it('shares a group between consumers and loses nothing when one of them ends', async () => {
      const topics = [topic, unique('topic'), unique('topic')];
      const other = await openAnother();
      const received: string[] = [];
      const take = (batch: ConsumedRecord[]) => {
        received.push(...batch.map((record) => `${record.topic} ${record.value}`));
        return Promise.resolve();
      };
      await log.publish(topics.flatMap((each) => numbered(each, 50)));
      const first = await log.consume(group, topics, take);
      await until(() => new Set(received).size >= 150);
      const second = await other.consume(group, topics, take);
      await other.publish(topics.flatMap((each) => numbered(each, 50, 5, 50)));
      await until(() => new Set(received).size >= 300);
      await first.stop();
      await other.publish(topics.flatMap((each) => numbered(each, 50, 5, 100)));
      await until(() => new Set(received).size >= 450);
      await second.stop();
      expect(new Set(received).size).toBe(450);
    });

    it('counts the lag of a group, which falls to zero, also for a topic that does not exist yet', async () => {
      const silent = unique('topic');
      expect(await log.lag(group, [topic, silent])).toEqual({ [topic]: 0, [silent]: 0 });
      await log.publish(numbered(topic, 25));
      expect(await log.lag(group, [topic, silent])).toEqual({ [topic]: 25, [silent]: 0 });
      await collect(log, group, [topic], 25);
      expect(await log.lag(group, [topic, silent])).toEqual({ [topic]: 0, [silent]: 0 });
    });

    it('hands out what is published while it waits, soon', async () => {
      const received: ConsumedRecord[] = [];
      const consumption = await log.consume(group, [topic], (batch) => {
        received.push(...batch);
        return Promise.resolve();
      });
      for (let count = 1; count <= 5; count += 1) {
        await log.publish(numbered(topic, 1));
        await until(() => received.length >= count);
      }
      await consumption.stop();
      expect(received).toHaveLength(5);
    });

    it('says that it answers, and once closed that it does not', async () => {
      await expect(log.check()).resolves.toBeUndefined();
      await log.close();
      await expect(log.check()).rejects.toThrow();
      await expect(log.publish(numbered(topic, 1))).rejects.toThrow();
    });

    it('publishes nothing without complaint', async () => {
      await expect(log.publish([])).resolves.toBeUndefined();
    });
  });
}

export function unique(kind: string): string {
  return `test.${kind}.${randomBytes(6).toString('hex')}`;
}

/** Records whose values are `first`, `first` + 1, …, dealt out over so many keys. */
export function numbered(topic: string, count: number, keys = 5, first = 0): LogRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    topic,
    key: `key-${index % keys}`,
    value: String(first + index),
    headers: {},
  }));
}

/** What a group receives until it has so many records; its consumption is then stopped. */
export async function collect(
  log: EventLog,
  group: string,
  topics: string[],
  count: number,
): Promise<ConsumedRecord[]> {
  const received: ConsumedRecord[] = [];
  const consumption: Consumption = await log.consume(group, topics, (batch) => {
    received.push(...batch);
    return Promise.resolve();
  });
  await until(() => received.length >= count);
  await consumption.stop();
  return received;
}

/** Waits for what will be, and fails after 20 seconds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 20_000; !(await condition());) {
    if (Date.now() > end) {
      throw new Error(`It did not come to be within 20 seconds: ${condition.toString()}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
