import type { Work } from '@maarad/shared/database';

/** The day on which something of an exhibitor counts: the given one, or the first open one after it. Nobody closes it meanwhile. */
export async function openDay(work: Work, exhibitorId: string, day: string): Promise<string> {
  const [row]: { day: string }[] = await work.manager.query(`SELECT to_char(open_day($1, $2), 'YYYY-MM-DD') AS day`, [
    exhibitorId,
    day,
  ]);
  return row?.day as string;
}
