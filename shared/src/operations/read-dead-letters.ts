import type { DataSource } from 'typeorm';

export interface DeadLetterRow {
  id: string;
  handler: string;
  topic: string;
  key: string;
  /** As it came: JSON text, unless the record was no JSON at all. */
  value: string;
  error: string;
  attempts: number;
  since: string;
}

/** Parked events, oldest first, after the one with the id `after`; one more than asked tells that there are more. */
export async function readDeadLetters(
  database: DataSource,
  { first, after }: { first: number; after?: string },
): Promise<{ nodes: DeadLetterRow[]; total: number }> {
  const [{ nodes, total }]: [{ nodes: DeadLetterRow[]; total: number }] = await database.query(
    `SELECT (SELECT count(*)::int FROM dead_letters) AS total, coalesce(jsonb_agg(letter ORDER BY letter.id), '[]') AS nodes
     FROM (SELECT id, handler, topic, key, value, error, attempts, parked_at AS since FROM dead_letters
           WHERE $2::uuid IS NULL OR id > $2 ORDER BY id LIMIT $1) AS letter`,
    [first + 1, after ?? null],
  );
  return { nodes, total };
}
