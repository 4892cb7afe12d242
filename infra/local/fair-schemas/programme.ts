import { region, trainingTopics } from '@maarad/shared/contracts';
import { z } from 'zod';
import { amount, key, language, slot, text, texts } from './words.js';

export const venue = z.strictObject({
  key,
  name: texts,
  kind: z.enum(['STAGE', 'CONFERENCE_ROOM', 'WORKSHOP_ROOM', 'OPEN_AIR', 'MEETING_ROOM']),
  capacity: z.int().positive(),
  /** How long it is made ready after each session; not at all unless said. */
  changeOverMinutes: z.int().positive().optional(),
});

export const performer = z.strictObject({
  key,
  name: texts,
  kind: z.enum(['MUSIC_GROUP', 'FOLKLORE_TROUPE', 'SPEAKER', 'ARTISAN']),
  origin: region.nullable(),
  /** How many people come. */
  size: z.int().positive().optional(),
  technicalNeeds: texts.optional(),
  fee: amount.optional(),
});

export const trainer = z.strictObject({ key, name: texts, biography: texts });

export const workshop = z.strictObject({
  key,
  topic: z.enum(trainingTopics),
  title: texts,
  language,
  level: z.enum(['BEGINNER', 'INTERMEDIATE', 'ADVANCED']),
  capacity: z.int().min(12).max(40),
  trainers: z.array(key).min(1),
  ...slot,
  /** Of a series: its other sessions. Who enrols comes to all of them. */
  furtherSessions: z.array(z.strictObject(slot)).min(1).optional(),
  /** How long a place that becomes free is kept for whom it is offered, in minutes; two hours unless said. */
  offerMinutes: z.int().min(5).optional(),
  /** For what share of it one must have been there, in percent; 80 unless said. */
  completionPercent: z.int().min(1).max(100).optional(),
  prerequisites: texts.optional(),
  materials: z.array(z.strictObject({ title: texts, url: z.url().startsWith('https://') })).optional(),
  /** For one person; free unless said. */
  price: amount.optional(),
  /** REFUSED: its slot is taken on purpose, so that the fair shows an announcement that scheduling turned down. */
  expect: z.enum(['SCHEDULED', 'REFUSED']),
  enrolments: z.array(z.strictObject({ exhibitor: key, participants: z.int().min(1).max(3) })),
});

export const session = z.strictObject({
  key,
  kind: z.enum(['CONCERT', 'FOLKLORE', 'CEREMONY', 'CONFERENCE', 'DEMONSTRATION', 'BUSINESS_MEETING']),
  title: texts,
  abstract: texts,
  /** None for music and dance. */
  language: language.nullable(),
  ...slot,
  capacity: z.int().positive(),
  performers: z.array(key),
  exhibitors: z.array(key),
  /** Added after the programme was released for the first time. */
  addedLater: z.boolean().optional(),
});

/** What became different between the first release of the programme and the second. */
export const changes = z.strictObject({
  moves: z.array(z.strictObject({ session: key, ...slot })).min(1),
  cancellations: z.array(z.strictObject({ session: key, reason: texts })).min(1),
});

/** Who wants to see one session, in the order in which they reserve: more than it has seats. */
export const audience = z.strictObject({
  session: key,
  parties: z
    .array(
      z.strictObject({
        visitor: key,
        seats: z.int().min(1).max(10),
        /** What becomes of the party; one that WAITS to the end got no seats. */
        then: z.enum(['COMES', 'STAYS_AWAY', 'CANCELS', 'WAITS']),
      }),
    )
    .min(1),
});

/** What comes of workshops: who waits for a place, who was there, who has a certificate no longer, and how it was. */
export const training = z.strictObject({
  /** A workshop that is full: who waits in this order, and what happens then, step by step. An offer that nobody answers runs out. */
  waitlist: z.strictObject({
    workshop: key,
    parties: z.array(z.strictObject({ key, exhibitor: key, participants: z.int().min(1).max(3) })).min(1),
    steps: z.array(
      z.strictObject({ exhibitor: key, does: z.enum(['GIVES_UP', 'DECLINES', 'ACCEPTS']), reason: text.optional() }),
    ),
  }),
  /** How it was noted who was there; certificates are issued after it. */
  attendance: z
    .array(
      z.strictObject({
        workshop: key,
        way: z.enum(['DOOR', 'SHEET']),
        absent: z.array(key),
        /** There, and yet not long enough for a certificate. */
        leftEarly: z.array(key),
      }),
    )
    .min(1),
  revoked: z.array(z.strictObject({ workshop: key, exhibitor: key, reason: text })),
  feedback: z.array(
    z.strictObject({ workshop: key, exhibitor: key, rating: z.int().min(1).max(5), comment: text.optional() }),
  ),
  topicWaits: z.array(
    z.strictObject({
      key,
      exhibitor: key,
      topic: z.enum(trainingTopics),
      language: language.optional(),
      participants: z.int().min(1).max(3),
    }),
  ),
});
