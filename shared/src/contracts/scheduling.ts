import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { id, instant, language, texts } from './values.js';

const topic = 'maarad.programme';

const count = z.int().nonnegative();

export const sessionKinds = [
  'WORKSHOP',
  'CONCERT',
  'FOLKLORE',
  'CEREMONY',
  'CONFERENCE',
  'DEMONSTRATION',
  'BUSINESS_MEETING',
] as const;

const session = z.object({
  editionId: id,
  kind: z.enum(sessionKinds),
  title: texts,
  language: language.nullable(),
  venueId: id,
  startsAt: instant,
  endsAt: instant,
  capacity: z.int().positive(),
  performerIds: z.array(id),
  exhibitorIds: z.array(id),
  workshopId: id.nullable(),
});

export const sessionScheduled = defineEvent('org.maarad.scheduling.session.scheduled.v1', {
  topic,
  audience: 'public',
  description: 'A session has its place in the programme.',
  data: session,
});

export const sessionMoved = defineEvent('org.maarad.scheduling.session.moved.v1', {
  topic,
  audience: 'public',
  description: 'A session has another time or venue; where it was is told too.',
  data: session.extend({ from: z.object({ venueId: id, startsAt: instant, endsAt: instant }) }),
});

export const sessionChanged = defineEvent('org.maarad.scheduling.session.changed.v1', {
  topic,
  audience: 'public',
  description:
    'Others appear in a session, or it is announced in other words: it stands as told here. Who appeared in it before is told too. Time and venue are as they were.',
  data: session.extend({ from: z.object({ performerIds: z.array(id), exhibitorIds: z.array(id) }) }),
});

export const sessionCancelled = defineEvent('org.maarad.scheduling.session.cancelled.v1', {
  topic,
  audience: 'public',
  description: 'A session does not take place.',
  data: session.extend({ reason: z.string().nullable() }),
});

export const sessionRefused = defineEvent('org.maarad.scheduling.session.refused.v1', {
  topic,
  audience: 'public',
  description:
    'No session could be booked for a workshop (the subject is the workshop): the reason, and what stands in the way.',
  data: z.object({
    editionId: id,
    workshopId: id,
    reason: z.string(),
    conflictsWith: z.array(z.object({ type: z.string(), id, name: texts.optional() })),
    /** Which of its sessions it is, the first being 1, where it wants several. */
    meeting: z.int().positive().optional(),
  }),
});

export const programmeReleased = defineEvent('org.maarad.scheduling.programme.released.v1', {
  topic,
  audience: 'public',
  description:
    'The programme of an edition (the subject) has been made known as it stands: what is new since the last release, and whom that concerns, each once: performers and exhibitors in it, exhibitors with somebody enrolled in it, and how many people hold seats in it.',
  data: z.object({
    releaseId: id,
    editionId: id,
    version: z.int().positive(),
    note: texts.nullable(),
    counts: z.object({ added: count, moved: count, cancelled: count, changed: count.optional() }),
    added: z.array(id),
    moved: z.array(id),
    cancelled: z.array(id),
    /** Where they were, with others in them or in other words. */
    changed: z.array(id).optional(),
    performerIds: z.array(id),
    exhibitorIds: z.array(id),
    workshopIds: z.array(id),
    /** Those with somebody enrolled in one of these workshops. */
    enrolledExhibitorIds: z.array(id).optional(),
    /** How many people hold or wait for seats in what is new. Who they are stays in the scheduling service. */
    reservationHolders: count.optional(),
  }),
});

const reservation = z.object({ editionId: id, sessionId: id, seats: z.int().positive() });

export const reservationConfirmed = defineEvent('org.maarad.scheduling.reservation.confirmed.v1', {
  topic,
  audience: 'partners',
  description: 'Somebody has reserved seats in a session. Who it is stays in the scheduling service.',
  data: reservation,
});

export const reservationWaitlisted = defineEvent('org.maarad.scheduling.reservation.waitlisted.v1', {
  topic,
  audience: 'partners',
  description: 'Somebody waits for seats in a session that is full, or in which others wait.',
  data: reservation,
});

export const reservationPromoted = defineEvent('org.maarad.scheduling.reservation.promoted.v1', {
  topic,
  audience: 'partners',
  description: 'Somebody who waited for seats in a session has them now.',
  data: reservation,
});

export const reservationCancelled = defineEvent('org.maarad.scheduling.reservation.cancelled.v1', {
  topic,
  audience: 'partners',
  description: 'Seats in a session are free again, or are no longer waited for.',
  data: reservation.extend({
    by: z.enum(['HOLDER', 'ORGANISER', 'SESSION_CANCELLED']),
    /** How many people are in the session from then on, where the party was in it. */
    present: count.optional(),
  }),
});

/** How many people of those who reserved are in the session from then on. */
const door = reservation.extend({ present: count });

export const reservationCheckedIn = defineEvent('org.maarad.scheduling.reservation.checked-in.v1', {
  topic,
  audience: 'partners',
  description: 'A party is in the room of its session: how many people, and how many are in it now.',
  data: door,
});

export const reservationCheckedOut = defineEvent('org.maarad.scheduling.reservation.checked-out.v1', {
  topic,
  audience: 'partners',
  description:
    'A party has left the room of its session, and keeps its seats: how many people, and how many are in it now.',
  data: door,
});
