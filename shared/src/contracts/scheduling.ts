import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { id, instant, language, texts } from './values.js';

const topic = 'maarad.programme';

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
  description: 'A session has its place in the programme.',
  data: session,
});

export const sessionMoved = defineEvent('org.maarad.scheduling.session.moved.v1', {
  topic,
  description: 'A session has another time or venue; where it was is told too.',
  data: session.extend({ from: z.object({ venueId: id, startsAt: instant, endsAt: instant }) }),
});

export const sessionCancelled = defineEvent('org.maarad.scheduling.session.cancelled.v1', {
  topic,
  description: 'A session does not take place.',
  data: session.extend({ reason: z.string().nullable() }),
});

export const sessionRefused = defineEvent('org.maarad.scheduling.session.refused.v1', {
  topic,
  description:
    'No session could be booked for a workshop (the subject is the workshop): the reason, and what stands in the way.',
  data: z.object({
    editionId: id,
    workshopId: id,
    reason: z.string(),
    conflictsWith: z.array(z.object({ type: z.string(), id, name: texts.optional() })),
  }),
});
