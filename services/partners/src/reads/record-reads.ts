import type { DataSource } from 'typeorm';
import type { Principal } from '@maarad/shared/auth';
import { newId } from '@maarad/shared/runtime';
import type { EventFilter } from '../feed/event-filter.js';
import type { FeedEntry } from '../feed/feed-entry.entity.js';
import { ReadChannel } from './partner-read.entity.js';

/** How often the audit of a stream is written while events come: a row for each event would cost more than the event. */
const writeEveryMs = 60_000;

export interface Reader {
  principal: Principal;
  filter: EventFilter;
  /** The place after which it reads. */
  after: number;
}

/** What a reader that stays has been given so far. */
export interface LastingRead extends Reader {
  id: string;
  channel: ReadChannel;
  /** The place of the last event that it was given. */
  last: number;
  events: number;
}

/** Notes it, or how far it has come since. */
export async function writeRead(
  database: DataSource,
  { id, principal, channel, filter, after, last, events }: LastingRead,
): Promise<void> {
  await database.query(
    `INSERT INTO partner_reads (id, partner_id, principal, channel, filter, after, last, events)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (id) DO UPDATE SET last = EXCLUDED.last, events = EXCLUDED.events, last_read_at = now()
       WHERE partner_reads.partner_id = EXCLUDED.partner_id`,
    [id, principal.partnerId, principal.id, channel, filter, after, last, events],
  );
}

/** The audit of a stream. */
export interface StreamRead {
  gave(entries: FeedEntry[]): void;
  close(): Promise<void>;
}

const unwatched: StreamRead = { gave: () => undefined, close: () => Promise.resolve() };

/** Notes that a partner opens a stream, and what it is given until it leaves. Others read what is public unwatched. */
export async function recordStream(database: DataSource, reader: Reader): Promise<StreamRead> {
  if (!reader.principal.partnerId) {
    return unwatched;
  }
  const id = newId();
  let { last, events } = { last: reader.after, events: 0 };
  const write = () => {
    const { principal, filter, after } = reader;
    return writeRead(database, { id, principal, channel: ReadChannel.STREAM, filter, after, last, events });
  };
  await write();
  // A stream goes on where the database is away for a moment; its audit is written the next time.
  const timer = setInterval(() => void write().catch(() => undefined), writeEveryMs);
  return {
    gave(entries) {
      last = entries.at(-1)?.position ?? last;
      events += entries.length;
    },
    async close() {
      clearInterval(timer);
      await write().catch(() => undefined);
    },
  };
}

/** Notes that a partner has read a page. */
export async function recordPage(
  database: DataSource,
  { principal: { partnerId, id: principal }, filter, after }: Reader,
  entries: FeedEntry[],
): Promise<void> {
  if (partnerId) {
    await database.query(
      `INSERT INTO partner_reads (id, partner_id, principal, channel, filter, after, last, events)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (partner_id, principal, hour, md5(filter::text)) WHERE channel = 'QUERY' DO UPDATE SET
         after = least(partner_reads.after, EXCLUDED.after), last = greatest(partner_reads.last, EXCLUDED.last),
         events = partner_reads.events + EXCLUDED.events, last_read_at = now()`,
      [
        ...[newId(), partnerId, principal, ReadChannel.QUERY, filter],
        ...[after, entries.at(-1)?.position ?? after, entries.length],
      ],
    );
  }
}
