import { In } from 'typeorm';
import { standAssigned, standHeld } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { BadUserInput, CodedError } from '@maarad/shared/errors';
import { newId } from '@maarad/shared/runtime';
import { Edition } from '../editions/edition.entity.js';
import type { Registration } from '../registrations/registration.entity.js';
import { offerFreedStand } from './offer-freed-stand.js';
import { standFacts } from './stand-facts.js';
import { StandHolding } from './stand-holding.entity.js';
import { chosenSlices, sliceKey, slicesOf, type StandSlice } from './stand-slices.js';
import { StandSlot } from './stand-slot.entity.js';
import type { Stand } from './stand.entity.js';
import { holdRanOut, tellReleased } from './tell-released.js';

/** What is wanted of a stand: by whom, when it is asked, for which slices (all of the edition when left out), and until when it is only held (assigned when left out). */
export interface Wanted {
  stand: Stand;
  /** Locked by the caller. */
  registration: Registration;
  at: Date;
  slices?: StandSlice[] | null;
  until?: Date | null;
}

/**
 * Writes that a registration has a stand, and tells it. Holds that have run out stand in nobody's way, and what is left of them
 * is offered to those who wait; a hold of the registration's own on this stand is taken over. That a slice has one holder, the database sees to.
 */
export async function takeStand(work: Work, { stand, registration, at, slices, until }: Wanted): Promise<StandHolding> {
  requireFit(stand, registration);
  const edition = await work.find(Edition, stand.editionId);
  const chosen = chosenSlices(edition, slices);
  const lapsed = await clearHolds(work, { stand, registration, at, chosen, edition });
  const { id: registrationId, editionId, exhibitorId } = registration;
  const holding = await work.insert(
    Object.assign(new StandHolding(), {
      ...{ id: newId(), standId: stand.id, editionId, registrationId, exhibitorId, since: at },
      heldUntil: until ?? null,
      slices: chosen.length === slicesOf(edition).length ? null : chosen,
    }),
  );
  // In the order of time, so that two who want the same slices wait for each other and do not deadlock.
  await work.manager.insert(
    StandSlot,
    chosen.map((slice) => ({ ...slice, holdingId: holding.id, standId: stand.id, editionId, registrationId })),
  );
  const { facts, about } = await standFacts(work, holding, stand);
  work.record(
    until
      ? standHeld(stand.id, { ...facts, until: until.toISOString() }, { ...about, at })
      : standAssigned(stand.id, facts, { ...about, at }),
  );
  const taken = new Set(chosen.map(sliceKey));
  for (const hold of lapsed) {
    const slices = (hold.slices ?? slicesOf(edition)).filter((slice) => !taken.has(sliceKey(slice)));
    await offerFreedStand(work, Object.assign(hold, { slices }), at);
  }
  return holding;
}

/**
 * @throws CodedError ILLEGAL_TRANSITION when the registration takes no part.
 * @throws BadUserInput for a stand of another edition.
 */
export function requireFit(stand: Stand, registration: Registration): void {
  if (!registration.takesPart) {
    throw new CodedError('ILLEGAL_TRANSITION', `A registration that is ${registration.status} can hold no stand.`, {
      type: 'Registration',
      from: registration.status,
    });
  }
  if (stand.editionId !== registration.editionId) {
    throw new BadUserInput([{ path: 'standId', rule: 'must be a stand of the edition that the registration is for' }]);
  }
}

/**
 * Ends what is in the way, and says what of it had run out. Of many who find the same hold run out, one deletes and tells it: the
 * others wait for its lock and then do not see it.
 */
async function clearHolds(
  work: Work,
  {
    stand,
    registration,
    at,
    chosen,
    edition,
  }: { stand: Stand; registration: Registration; at: Date; chosen: StandSlice[]; edition: Edition },
): Promise<StandHolding[]> {
  const wanted = new Set(chosen.map(sliceKey));
  const holds = await work.manager
    .createQueryBuilder(StandHolding, 'holding')
    .where('holding.standId = :standId AND holding.heldUntil IS NOT NULL', { standId: stand.id })
    .andWhere('(holding.registrationId = :own OR holding.heldUntil <= :at)', { own: registration.id, at })
    .orderBy('holding.id')
    .setLock('pessimistic_write')
    .getMany();
  const inTheWay = holds.filter(({ slices }) =>
    (slices ?? slicesOf(edition)).some((slice) => wanted.has(sliceKey(slice))),
  );
  if (inTheWay.length > 0) {
    await work.manager.delete(StandHolding, { id: In(inTheWay.map(({ id }) => id)) });
  }
  for (const hold of inTheWay) {
    if (hold.ranOut(at)) {
      await tellReleased(work, hold, holdRanOut(hold), at);
    } else if (!(hold.slices ?? slicesOf(edition)).every((slice) => wanted.has(sliceKey(slice)))) {
      await tellReleased(work, hold, 'The hold was replaced by another one of the same exhibitor.', at);
    }
  }
  return inTheWay.filter((hold) => hold.ranOut(at));
}
