import type { Work } from '@maarad/shared/database';
import { dayOf } from '@maarad/shared/graphql';
import { doingChore } from '@maarad/shared/runtime';
import { Edition } from '../editions/edition.entity.js';
import { approve } from '../registrations/approve.js';
import { firstOfWaitlist } from '../registrations/waitlist.js';
import type { StandHolding } from './stand-holding.entity.js';
import { Stand } from './stand.entity.js';

const hour = 3_600_000;

/** How long a stand that was assigned is held for the next: it had no deadline that would say. */
const offerMs = 48 * hour;

/**
 * Offers what a holding freed to the first of the waitlist, who is approved and holds it until a deadline: as long as the one
 * before could, or 48 hours. Days that are over are offered to nobody. The caller has deleted the holding and told it.
 */
export async function offerFreedStand(work: Work, holding: StandHolding, at: Date): Promise<void> {
  const { standId, editionId, since, heldUntil } = holding;
  const slices = await slicesToCome(work, holding, at);
  const next = slices?.length === 0 ? null : await firstOfWaitlist(work, editionId);
  if (!next) {
    return;
  }
  const stand = await work.find(Stand, standId);
  const until = new Date(at.getTime() + (heldUntil ? heldUntil.getTime() - since.getTime() : offerMs));
  await approve(work, next, { ...why(holding, stand, at), at }, { stand, slices, until });
}

/** What is left of the days of a holding; null: the whole edition. */
async function slicesToCome(work: Work, { editionId, slices }: StandHolding, at: Date) {
  const { timeZone, endsOn } = await work.find(Edition, editionId);
  const today = dayOf(at, timeZone);
  return endsOn < today ? [] : (slices?.filter(({ day }) => day >= today) ?? null);
}

/** Nobody decided: the history names the service. */
function why(holding: StandHolding, { code }: Stand, at: Date): { by: string; reason: string } {
  const offered = 'it is offered to the next of the waitlist.';
  return holding.ranOut(at)
    ? { by: doingChore('lapsed-holds').id, reason: `The hold of stand ${code} ran out; ${offered}` }
    : { by: doingChore('waitlist').id, reason: `Stand ${code} is free again; ${offered}` };
}
