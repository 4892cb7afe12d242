import { setTimeout as pause } from 'node:timers/promises';
import { CodedError } from '@maarad/shared/errors';
import { createLogger } from '@maarad/shared/telemetry';
import { feedEvent, type FeedEvent } from './feed-event.js';
import { FeedFollower } from './feed-follower.js';

const logger = createLogger('test', 'silent');

/** A feed of which nothing is kept: each stream of it begins at its end. */
class Feed {
  last = 0;
  opened = 0;
  private readonly open = new Set<(arrived: string | FeedEvent) => void>();

  get streams(): number {
    return this.open.size;
  }

  readonly away = () => new CodedError('SERVICE_UNAVAILABLE', 'away');
  readonly page = () => Promise.reject(this.away());

  readonly stream = (_after: string | undefined, signal: AbortSignal, take: (arrived: string | FeedEvent) => void) => {
    this.opened += 1;
    this.open.add(take);
    take(`abc-${this.last}`);
    return new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => {
        this.open.delete(take);
        resolve();
      });
    });
  };

  append(): void {
    this.last += 1;
    const id = String(this.last);
    const text = JSON.stringify({ id, type: 'some', subject: id, time: '2026-01-01T00:00:00Z', data: {} });
    this.open.forEach((take) => take(feedEvent(`abc-${this.last}`, text)));
  }
}

const reading = (signal: AbortSignal) => ({ after: undefined, filter: {}, signal, wants: () => true });

async function until(holds: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 200 && !holds(); attempt += 1) {
    await pause(5);
  }
  expect(holds()).toBe(true);
}

test('the stream of the feed rests once nobody has read it for a while; who comes after that begins with what comes next', async () => {
  const feed = new Feed();
  const follower = new FeedFollower(feed, logger, { lingerMs: 20 });
  const read = async () => {
    const left = new AbortController();
    const events = follower.events({ ...reading(left.signal), onBegin: () => feed.append() });
    const { value } = await events.next();
    left.abort();
    await events.return();
    return (value as FeedEvent).position;
  };
  expect(await read()).toBe(1);
  expect(feed.streams).toBe(1);
  expect(await read()).toBe(2);
  expect(feed.opened).toBe(1);

  await until(() => feed.streams === 0);
  feed.append();
  expect(await read()).toBe(4);
  expect(feed.opened).toBe(2);
  await follower.close();
  expect(feed.streams).toBe(0);
});

test('who comes in time finds the stream as it was', async () => {
  const feed = new Feed();
  const follower = new FeedFollower(feed, logger, { lingerMs: 50 });
  const first = new AbortController();
  const events = follower.events({ ...reading(first.signal), onBegin: () => feed.append() });
  await events.next();
  first.abort();
  await events.return();

  const second = new AbortController();
  const more = follower.events({ ...reading(second.signal), onBegin: () => feed.append() });
  await more.next();
  await pause(100);
  expect(feed.streams).toBe(1);
  second.abort();
  await more.return();
  await follower.close();
});

test('who names a place beyond the end of the feed waits for it a while, and is refused if it does not come', async () => {
  const feed = new Feed();
  const follower = new FeedFollower(feed, logger, { patienceMs: 200 });
  const readFrom = (position: number) => {
    const left = new AbortController();
    const after = { feed: 'abc', position, parts: 0 };
    const events = follower.events({ ...reading(left.signal), after, onBegin: () => feed.append() });
    return events.next().finally(() => left.abort());
  };
  const early = readFrom(1);
  await until(() => feed.streams === 1);
  feed.append();
  expect(await early).toMatchObject({ value: { position: 2 } });
  await expect(readFrom(3)).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { problems: [{ path: 'after', rule: 'must not be beyond the end of the feed, which is abc-2' }] },
  });
  await follower.close();
});
