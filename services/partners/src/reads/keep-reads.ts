import type { Context } from '@maarad/shared/graphql';
import type { Chore } from '@maarad/shared/runtime';

const keptDays = 365;
const dayMs = 86_400_000;

/** Who read what is kept for a year. */
export const keptReads: Chore = { name: 'kept-reads', everyMs: 3_600_000, run: keepReads };

export async function keepReads({ database, clock }: Context): Promise<void> {
  const oldest = new Date(clock.now().getTime() - keptDays * dayMs);
  await database.query('DELETE FROM partner_reads WHERE last_read_at < $1', [oldest]);
}
