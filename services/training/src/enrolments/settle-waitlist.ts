import { In, LessThanOrEqual } from 'typeorm';
import { enrolmentOffered } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { offerToTopicLine } from '../topic-waits/offer-to-topic-line.js';
import { WorkshopStatus } from '../workshops/workshop-status.js';
import type { Workshop } from '../workshops/workshop.entity.js';
import { cancelEnrolmentsOf } from './cancel-enrolments-of.js';
import { EnrolmentStatus } from './enrolment-status.js';
import { Enrolment } from './enrolment.entity.js';
import { tellEnrolments } from './tell-enrolments.js';

const ranOut = 'The offer was not accepted in time.';

/**
 * Brings a workshop's line up to date, which everything does that changes its places: offers that have run out are cancelled, and
 * free places are offered to those who are next. A party gets all its places or waits on, and whoever is behind it waits with it:
 * a small party never overtakes a large one. Where nobody waits for the workshop, whoever waits for its topic is next. The caller
 * has the workshop locked.
 */
export async function settleWaitlist(work: Work, workshop: Workshop, at: Date): Promise<void> {
  if (workshop.status !== WorkshopStatus.SCHEDULED) {
    return;
  }
  const lapsed = { status: EnrolmentStatus.OFFERED, offerExpiresAt: LessThanOrEqual(at) };
  await cancelEnrolmentsOf(work, [workshop], lapsed, { reason: ranOut, at });
  while (workshop.freePlaces > 0 && (await offerToNext(work, workshop, at))) {
    // Each round offers to one party; who is next after it is asked again, since its exhibitor has a place now.
  }
  if (workshop.freePlaces > 0 && (await nextParty(work, workshop.id)).length === 0) {
    await offerToTopicLine(work, workshop, at);
  }
  await work.save(workshop);
}

async function offerToNext(work: Work, workshop: Workshop, at: Date): Promise<boolean> {
  const ids = await nextParty(work, workshop.id);
  if (ids.length === 0 || ids.length > workshop.freePlaces) {
    return false;
  }
  const party = await work.manager.findBy(Enrolment, { id: In(ids) });
  const until = workshop.offerEnds(at);
  party.forEach((enrolment) => enrolment.offer(until));
  await work.manager.update(Enrolment, { id: In(ids) }, { status: EnrolmentStatus.OFFERED, offerExpiresAt: until });
  workshop.takeSeats(party.length);
  await tellEnrolments(work, [workshop], party, at, ({ id }, facts, about) =>
    enrolmentOffered(id, { ...facts, offerExpiresAt: until.toISOString() }, about),
  );
  return true;
}

async function nextParty(work: Work, workshopId: string): Promise<string[]> {
  const rows: { id: string }[] = await work.manager.query(
    `SELECT id FROM waitlist WHERE workshop_id = $1
       AND party_id = (SELECT party_id FROM waitlist WHERE workshop_id = $1 AND position = 1)`,
    [workshopId],
  );
  return rows.map(({ id }) => id);
}
