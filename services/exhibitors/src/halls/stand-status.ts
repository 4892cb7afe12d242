import type { Context } from '@maarad/shared/graphql';
import { editionById } from '../editions/edition.reference.js';
import { holdingsOfStand } from './hall.loaders.js';
import { sliceKey, slicesOf, type StandSlice } from './stand-slices.js';
import { StandStatus, type Stand } from './stand.entity.js';

export async function statusOf(stand: Stand, context: Context): Promise<StandStatus> {
  const holdings = await holdingsOfStand(context).load(stand.id);
  if (holdings.length === 0) {
    return StandStatus.FREE;
  }
  return holdings.some(({ heldUntil }) => heldUntil === null) ? StandStatus.ASSIGNED : StandStatus.HELD;
}

/** When the first of the holds on a stand runs out; null where nothing is only held. */
export async function heldUntil(stand: Stand, context: Context): Promise<Date | null> {
  const holdings = await holdingsOfStand(context).load(stand.id);
  const deadlines = holdings.flatMap((holding) => holding.heldUntil?.getTime() ?? []);
  return deadlines.length > 0 ? new Date(Math.min(...deadlines)) : null;
}

/** The half-days for which nobody has a stand. */
export async function freeSlices(stand: Stand, context: Context): Promise<StandSlice[]> {
  const all = await slicesOfEdition(stand.editionId, context);
  const holdings = await holdingsOfStand(context).load(stand.id);
  const taken = new Set(holdings.flatMap(({ slices }) => (slices ?? all).map(sliceKey)));
  return all.filter((slice) => !taken.has(sliceKey(slice)));
}

export async function slicesOfEdition(editionId: string, context: Context): Promise<StandSlice[]> {
  const edition = await editionById(context).load(editionId);
  return edition ? slicesOf(edition) : [];
}
