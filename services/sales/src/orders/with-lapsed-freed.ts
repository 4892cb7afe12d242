import { CodedError } from '@maarad/shared/errors';
import type { Context } from '@maarad/shared/graphql';
import { lapseReservations } from '../baskets/lapse-reservations.js';
import type { Shortage } from './sale-refusals.js';

/**
 * Runs what takes goods; when there are not enough of them, what is reserved of them past its deadline is freed, and where that
 * suffices it is run once more. So a reservation that has run out stands in nobody's way, whether or not a chore has seen it.
 */
export async function withLapsedFreed<Result>(context: Context, run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (!(error instanceof CodedError) || error.code !== 'SOLD_OUT') {
      throw error;
    }
    const shortages = error.details.products as Shortage[];
    await lapseReservations(
      context,
      shortages.map(({ id }) => id),
    );
    if (await stillShort(context, shortages)) {
      throw error;
    }
    return run();
  }
}

async function stillShort({ database }: Context, shortages: Shortage[]): Promise<boolean> {
  const [short]: unknown[] = await database.query(
    `SELECT 1 FROM unnest($1::uuid[], $2::integer[]) AS want (id, wanted) JOIN products p ON p.id = want.id
     WHERE p.available < want.wanted LIMIT 1`,
    [shortages.map(({ id }) => id), shortages.map(({ wanted }) => wanted)],
  );
  return short !== undefined;
}
