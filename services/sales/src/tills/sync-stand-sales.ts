import { requireActsFor } from '@maarad/shared/auth';
import { CodedError, NotFound } from '@maarad/shared/errors';
import type { Context } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { lapseReservations } from '../baskets/lapse-reservations.js';
import { readEntry } from './journal-entry.js';
import { mergeEntry } from './merge-entry.js';
import { Till } from './till.entity.js';
import { EntryOutcome, type SyncedEntry, type SyncStandSalesInput } from './till.inputs.js';

/**
 * Takes a stand's offline journal, in pieces, in any order and however often: every entry is merged once, in a transaction of its
 * own, and one that is refused keeps none of the others back.
 */
export async function syncStandSales(context: Context, input: SyncStandSalesInput): Promise<SyncedEntry[]> {
  const { exhibitorId, standKeyId: id, entries } = input;
  requireActsFor(context.principal, exhibitorId);
  const till = isId(id) ? await context.database.manager.findOneBy(Till, { id, exhibitorId }) : null;
  if (!till) {
    throw new NotFound('Till', id);
  }
  const synced: SyncedEntry[] = [];
  for (const jws of entries) {
    synced.push(await syncEntry(context, till, jws));
  }
  return synced;
}

async function syncEntry(context: Context, till: Till, jws: string): Promise<SyncedEntry> {
  let number: number | null = null;
  try {
    const entry = await readEntry(jws, till);
    number = entry.number;
    await lapseReservations(
      context,
      entry.lines.map(({ product }) => product),
    );
    const { order, merged } = await mergeEntry(context, { till, entry });
    const outcome = merged ? EntryOutcome.MERGED : EntryOutcome.KNOWN;
    return { number, outcome, order, code: null, message: null };
  } catch (error) {
    if (error instanceof CodedError && error.code !== 'SERVICE_UNAVAILABLE') {
      return { number, outcome: EntryOutcome.REFUSED, order: null, code: error.code, message: error.message };
    }
    throw error;
  }
}
