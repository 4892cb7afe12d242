import type { DataSource } from 'typeorm';

const last = new WeakMap<DataSource, Promise<unknown>>();

/**
 * What a database says for the metrics, no row where it does not answer. A scrape asks for many figures at once: one after the
 * other they take one connection of the pool, not all of them.
 */
export function askInTurn<Row>(database: DataSource, statement: string): Promise<Row[]> {
  const answer = (last.get(database) ?? Promise.resolve()).then(() =>
    database.query<Row[]>(statement).catch((): Row[] => []),
  );
  last.set(database, answer);
  return answer;
}
