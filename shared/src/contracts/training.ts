import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { id, instant, language, texts } from './values.js';

const topic = 'maarad.training';

export const trainingTopics = [
  'MARKETING',
  'PRICING',
  'PACKAGING',
  'E_COMMERCE',
  'EXPORT',
  'GOVERNANCE',
  'FINANCE',
  'CERTIFICATION',
  'DESIGN',
] as const;

const workshop = z.object({
  editionId: id,
  title: texts,
  topic: z.enum(trainingTopics),
  language,
  capacity: z.int().positive(),
  trainerIds: z.array(id).min(1),
  venueId: id,
  startsAt: instant,
  endsAt: instant,
  /** All its sessions in order of time where it has several; `venueId`, `startsAt` and `endsAt` are those of the first. */
  meetings: z
    .array(z.object({ venueId: id, startsAt: instant, endsAt: instant }))
    .min(2)
    .optional(),
});

export const workshopAnnounced = defineEvent('org.maarad.training.workshop.announced.v1', {
  topic,
  audience: 'public',
  description:
    'A workshop wants a session in the programme, or several: scheduling books all of them, or refuses with the conflict.',
  data: workshop,
});

export const workshopCancelled = defineEvent('org.maarad.training.workshop.cancelled.v1', {
  topic,
  audience: 'public',
  description: 'A workshop does not take place.',
  data: workshop.extend({ sessionId: id.nullable(), reason: z.string().nullable() }),
});

const enrolment = z.object({ workshopId: id, editionId: id, exhibitorId: id });

export const enrolmentConfirmed = defineEvent('org.maarad.training.enrolment.confirmed.v1', {
  topic,
  audience: 'partners',
  description: 'Somebody of an exhibitor has a place in a workshop. Who it is stays in the training service.',
  data: enrolment,
});

export const enrolmentWaitlisted = defineEvent('org.maarad.training.enrolment.waitlisted.v1', {
  topic,
  audience: 'partners',
  description: 'Somebody of an exhibitor waits for a place in a workshop.',
  data: enrolment,
});

export const enrolmentOffered = defineEvent('org.maarad.training.enrolment.offered.v1', {
  topic,
  audience: 'partners',
  description: 'A place in a workshop is kept for somebody who waited, until the deadline.',
  data: enrolment.extend({ offerExpiresAt: instant }),
});

export const enrolmentPromoted = defineEvent('org.maarad.training.enrolment.promoted.v1', {
  topic,
  audience: 'partners',
  description: 'Somebody who waited has accepted the place that was offered, and has it.',
  data: enrolment,
});

const topicWait = z.object({
  editionId: id,
  exhibitorId: id,
  topic: z.enum(trainingTopics),
  language: language.nullable(),
  level: z.enum(['BEGINNER', 'INTERMEDIATE', 'ADVANCED']).nullable(),
});

export const topicWaitJoined = defineEvent('org.maarad.training.topic-wait.joined.v1', {
  topic,
  audience: 'partners',
  description:
    'Somebody of an exhibitor waits for a topic: for a place in any workshop of it. What is offered is told as enrolment.offered.',
  data: topicWait,
});

export const topicWaitEnded = defineEvent('org.maarad.training.topic-wait.ended.v1', {
  topic,
  audience: 'partners',
  description: 'A topic is waited for no longer: there is a place in a workshop of it, or the wait was given up.',
  data: topicWait.extend({ outcome: z.enum(['ENROLLED', 'CANCELLED']) }),
});

const slot = z.object({ venueId: id, startsAt: instant, endsAt: instant });

export const enrolmentRescheduled = defineEvent('org.maarad.training.enrolment.rescheduled.v1', {
  topic,
  audience: 'partners',
  description:
    'A session of the workshop in which somebody of an exhibitor has a place, or waits for one, is at another time or venue; or (`to` is null) does not take place, and the workshop goes on with its others.',
  data: enrolment.extend({ sessionId: id, from: slot, to: slot.nullable() }),
});

export const attendanceRecorded = defineEvent('org.maarad.training.attendance.recorded.v1', {
  topic,
  audience: 'partners',
  description:
    'Whether somebody of an exhibitor was at a workshop, and long enough to have completed it. It can be told again, when something comes late.',
  data: enrolment.extend({ attended: z.boolean(), completed: z.boolean() }),
});

const certificate = enrolment.extend({ enrolmentId: id });

export const certificateIssued = defineEvent('org.maarad.training.certificate.issued.v1', {
  topic,
  audience: 'partners',
  description:
    'Somebody of an exhibitor has a certificate of a workshop. Whose it is, and its code, stay in the training service.',
  data: certificate,
});

export const certificateRevoked = defineEvent('org.maarad.training.certificate.revoked.v1', {
  topic,
  audience: 'partners',
  description: 'A certificate no longer holds. Why stays in the training service.',
  data: certificate,
});

export const enrolmentCancelled = defineEvent('org.maarad.training.enrolment.cancelled.v1', {
  topic,
  audience: 'partners',
  description: 'A place in a workshop is free again, or is no longer waited for.',
  data: enrolment.extend({ reason: z.string().nullable() }),
});
