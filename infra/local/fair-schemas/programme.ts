import { region, trainingTopics } from '@maarad/shared/contracts';
import { z } from 'zod';
import { key, texts, language, slot } from './words.js';

export const venue = z.strictObject({
  key,
  name: texts,
  kind: z.enum(['STAGE', 'CONFERENCE_ROOM', 'WORKSHOP_ROOM', 'OPEN_AIR', 'MEETING_ROOM']),
  capacity: z.int().positive(),
});

export const performer = z.strictObject({
  key,
  name: texts,
  kind: z.enum(['MUSIC_GROUP', 'FOLKLORE_TROUPE', 'SPEAKER', 'ARTISAN']),
  origin: region.nullable(),
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
