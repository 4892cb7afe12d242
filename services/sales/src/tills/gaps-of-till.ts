import { defineLoader, groupedBy } from '@maarad/shared/graphql';
import type { JournalGap } from './till.entity.js';

/** The numbers that are missing between those that have come, from 1 on: a journal whose last pages are missing shows no gap. */
export const gapsOfTill = defineLoader(async (tillIds: readonly string[], { database }) => {
  const gaps: (JournalGap & { till: string })[] = await database.query(
    `SELECT till_id AS till, before + 1 AS "from", number - 1 AS "to" FROM (
       SELECT till_id, number, lag(number, 1, 0) OVER (PARTITION BY till_id ORDER BY number) AS before
       FROM till_entries WHERE till_id = ANY($1)) AS entry
     WHERE number > before + 1 ORDER BY till_id, number`,
    [tillIds],
  );
  return groupedBy(tillIds, gaps, ({ till }) => till);
});

/** The highest number that has come; 0 before the first. */
export const lastNumberOfTill = defineLoader(async (tillIds: readonly string[], { database }) => {
  const rows: { till: string; last: number }[] = await database.query(
    'SELECT till_id AS till, max(number) AS last FROM till_entries WHERE till_id = ANY($1) GROUP BY till_id',
    [tillIds],
  );
  return tillIds.map((id) => rows.find(({ till }) => till === id)?.last ?? 0);
});
