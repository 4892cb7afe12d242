import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { country, exhibitorKind, id, instant, localDate, region, texts } from './values.js';

const topic = 'maarad.registrations';

export const editionCreated = defineEvent('org.maarad.exhibitors.edition.created.v1', {
  topic,
  audience: 'public',
  description: 'An edition of the fair has been set: its days are days in its time zone.',
  data: z.object({
    number: z.int().positive(),
    name: texts,
    theme: texts,
    city: texts,
    region,
    startsOn: localDate,
    endsOn: localDate,
    timeZone: z.string(),
    currency: z.string(),
  }),
});

/** Who takes part, as the other services need to know it. */
const participant = z.object({
  exhibitorId: id,
  editionId: id,
  name: texts,
  kind: exhibitorKind,
  sector: z.string(),
  country,
  region: region.nullable(),
  womenLed: z.boolean(),
  /** Left out by events older than the fact. */
  youthLed: z.boolean().optional(),
});

const decided = participant.extend({ reason: z.string().nullable() });

export const registrationSubmitted = defineEvent('org.maarad.exhibitors.registration.submitted.v1', {
  topic,
  audience: 'partners',
  description: 'An exhibitor asks to take part in an edition.',
  data: participant,
});

export const registrationApproved = defineEvent('org.maarad.exhibitors.registration.approved.v1', {
  topic,
  audience: 'public',
  description:
    'The organiser has accepted a registration: from now on the exhibitor may sell, learn and be scheduled in that edition.',
  data: participant,
});

export const registrationWaitlisted = defineEvent('org.maarad.exhibitors.registration.waitlisted.v1', {
  topic,
  audience: 'partners',
  description: 'There is no place for a registration yet; it waits for one.',
  data: decided,
});

export const registrationRejected = defineEvent('org.maarad.exhibitors.registration.rejected.v1', {
  topic,
  audience: 'partners',
  description: 'The organiser has turned a registration down.',
  data: decided,
});

export const registrationConfirmed = defineEvent('org.maarad.exhibitors.registration.confirmed.v1', {
  topic,
  audience: 'partners',
  description: 'The exhibitor has said that it comes.',
  data: participant,
});

export const registrationCheckedIn = defineEvent('org.maarad.exhibitors.registration.checked-in.v1', {
  topic,
  audience: 'partners',
  description: 'The exhibitor has arrived at the fair.',
  data: participant,
});

export const registrationWithdrawn = defineEvent('org.maarad.exhibitors.registration.withdrawn.v1', {
  topic,
  audience: 'partners',
  description: 'The exhibitor no longer takes part: its stand is free, its stall closes, its places are released.',
  data: decided,
});

/** Half-days of an edition. */
const slices = z.array(z.object({ day: localDate, half: z.enum(['MORNING', 'AFTERNOON']) }));

const stand = z.object({
  standId: id,
  code: z.string(),
  hall: z.string(),
  exhibitorId: id,
  registrationId: id,
  editionId: id,
  /** Left out: the whole edition. */
  slices: slices.optional(),
});

export const standHeld = defineEvent('org.maarad.exhibitors.stand.held.v1', {
  topic,
  audience: 'public',
  description: 'A stand is kept for an exhibitor until a deadline; confirming in time makes it its own.',
  data: stand.extend({ until: instant }),
});

export const standAssigned = defineEvent('org.maarad.exhibitors.stand.assigned.v1', {
  topic,
  audience: 'public',
  description: 'A stand has been given to an exhibitor.',
  data: stand,
});

export const standReleased = defineEvent('org.maarad.exhibitors.stand.released.v1', {
  topic,
  audience: 'public',
  description: 'A stand is free again.',
  data: stand.extend({ reason: z.string().nullable() }),
});

export const awardGranted = defineEvent('org.maarad.exhibitors.award.granted.v1', {
  topic,
  audience: 'public',
  description: 'An edition has granted an award, told once it is published (the subject is the award).',
  data: z.object({
    editionId: id,
    exhibitorId: id,
    categoryId: id,
    category: texts,
    citation: texts,
    /** Laureates whose results are equal share a rank. */
    rank: z.int().positive(),
  }),
});

const partnership = z.object({
  kind: z.enum(['SUPPLY', 'JOINT_ORDER', 'EXPORT', 'KNOW_HOW']),
  /** Null where it came about at no edition. */
  editionId: id.nullable(),
  agreedAt: instant,
  /** The exhibitors of both sides, the proposer first; one alone where the other side does not exhibit. */
  exhibitorIds: z.array(id).min(1).max(2),
  from: z.object({ exhibitorId: id, region: region.nullable(), country }),
  to: z.object({
    exhibitorId: id.nullable(),
    /** Of an organisation that does not exhibit. */
    outsideKind: z.enum(['BUYER', 'NGO', 'CHAMBER', 'PUBLIC_BODY', 'OTHER']).nullable(),
    region: region.nullable(),
    country,
  }),
});

export const partnershipAgreed = defineEvent('org.maarad.exhibitors.partnership.agreed.v1', {
  topic: 'maarad.partnerships',
  audience: 'public',
  description:
    'Two sides have agreed on a partnership: from now on it is public. What is only proposed, declined or taken back is not told.',
  data: partnership,
});

export const partnershipEnded = defineEvent('org.maarad.exhibitors.partnership.ended.v1', {
  topic: 'maarad.partnerships',
  audience: 'public',
  description: 'A partnership that had been agreed is over.',
  data: partnership,
});

/** A time at which the jury of an edition sits, and the exhibitors, trainers and performers whose people are in it. */
const sitting = z.object({
  editionId: id,
  startsAt: instant,
  endsAt: instant,
  exhibitorIds: z.array(id),
  trainerIds: z.array(id),
  performerIds: z.array(id),
});

export const jurySittingScheduled = defineEvent('org.maarad.exhibitors.jury.sitting-scheduled.v1', {
  topic,
  audience: 'partners',
  description:
    'The jury of an edition will sit (the subject is the sitting): whoever has somebody in it is not free at that time.',
  data: sitting,
});

export const jurySittingChanged = defineEvent('org.maarad.exhibitors.jury.sitting-changed.v1', {
  topic,
  audience: 'partners',
  description: 'The jury sits at another time, or another juror sits in it.',
  data: sitting,
});

export const jurySittingCancelled = defineEvent('org.maarad.exhibitors.jury.sitting-cancelled.v1', {
  topic,
  audience: 'partners',
  description: 'The jury does not sit: its people are free at that time.',
  data: sitting,
});
