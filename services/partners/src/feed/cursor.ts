import type { DataSource } from 'typeorm';
import { BadUserInput, CodedError } from '@maarad/shared/errors';

/**
 * A place in the feed as text: the cursor of every channel, GraphQL's edges and `Last-Event-ID` alike. It names the feed too, so
 * that a cursor of another one (a test fair's, one that was restored from a copy) is refused rather than understood wrongly.
 */
export class Cursors {
  constructor(readonly feed: string) {}

  at(position: number): string {
    return `${this.feed}-${position}`;
  }

  /** @throws BadUserInput when this feed has not given it. `0` is the place before everything that is kept. */
  placeOf(cursor: string, path: string): number {
    const [, feed, position] = /^([0-9a-f]+)-(\d{1,15})$/.exec(cursor) ?? [];
    if (cursor === '0') {
      return 0;
    }
    if (feed === undefined) {
      throw new BadUserInput([{ path, rule: 'must be a cursor that the feed gave' }]);
    }
    if (feed !== this.feed) {
      throw new BadUserInput([{ path, rule: `must be a cursor of this feed, which is ${this.feed}` }]);
    }
    return Number(position);
  }
}

const known = new WeakMap<DataSource, Promise<Cursors>>();

/** The cursors of a database's feed; its name is read once. */
export function cursorsOf(database: DataSource): Promise<Cursors> {
  const cursors = known.get(database) ?? readName(database);
  known.set(database, cursors);
  return cursors;
}

async function readName(database: DataSource): Promise<Cursors> {
  try {
    const [end]: { feed: string }[] = await database.query('SELECT feed FROM feed_ends');
    return new Cursors(end?.feed ?? '');
  } catch (error) {
    known.delete(database);
    throw error;
  }
}

/** What the reader wants next is no longer kept. It learns where it can go on, with a gap that it then knows of. */
export class CursorPassed extends CodedError {
  constructor(path: string, oldest: string) {
    const rule = `is older than what the feed keeps; what is kept comes after ${oldest}`;
    super('BAD_USER_INPUT', `${path} ${rule}`, { problems: [{ path, rule }], oldest });
  }
}
