import { country, exhibitorKind, localDate as day, region, trainingTopics } from '@maarad/shared/contracts';
import { z } from 'zod';

/** A name that never changes: other records refer to it, and idempotency keys are made from it. */
const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a slug');
const standCode = z.string().regex(/^[A-Z]-\d{2}$/, 'must be a stand code such as A-01');
const text = z.string().trim().min(1);
const arabic = text.regex(/[\u0600-\u06FF]/, 'must be in Arabic script');
const tifinagh = text.regex(/[\u2D30-\u2D7F]/, 'must be in Tifinagh');
/** Arabic and French always, English and Tamazight where we have them. */
const texts = z.strictObject({ ar: arabic, fr: text, en: text.optional(), zgh: tifinagh.optional() });
const instant = z.iso.datetime();
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:30');
const metres = z.number().positive();
const count = z.int().nonnegative();

/** What an exhibitor makes or does. A product's category is one of the same words in lower case. */
export const sectors = [
  ...['ARGAN', 'SAFFRON', 'HONEY', 'ROSE', 'DATES', 'COUSCOUS', 'SPICES', 'OLIVE', 'DAIRY', 'CACTUS', 'HERBS', 'NUTS'],
  ...['SEAFOOD', 'SWEETS', 'COSMETICS', 'POTTERY', 'CARPETS', 'LEATHER', 'ZELLIGE', 'EMBROIDERY', 'WOODWORK'],
  ...['METALWORK', 'JEWELLERY', 'TEXTILES', 'BASKETRY', 'INSTRUMENTS', 'SERVICES', 'EDUCATION', 'TOURISM', 'FINANCE'],
] as const;

export const edition = z.strictObject({
  key,
  number: z.int().positive(),
  name: texts,
  theme: texts,
  city: texts,
  region,
  startsOn: day,
  endsOn: day,
  timeZone: text,
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Stands sell and workshops are held between these local times; the evening's shows end later. */
  opensAt: clockTime,
  closesAt: clockTime,
  showsEndBy: clockTime,
  /** No session is held then: the Friday prayer. */
  quietPeriods: z.array(z.strictObject({ from: instant, to: instant, label: texts })),
  organisers: z.array(z.strictObject({ key, name: texts })).min(1),
});

/** Places and sizes in metres from the hall's north-west corner. */
export const hall = z.strictObject({
  code: z.string().regex(/^[A-Z]$/),
  name: texts,
  width: metres,
  depth: metres,
  stands: z
    .array(
      z.strictObject({
        code: standCode,
        x: z.number().nonnegative(),
        y: z.number().nonnegative(),
        width: metres,
        depth: metres,
        area: metres,
        hasPower: z.boolean(),
        hasWater: z.boolean(),
      }),
    )
    .min(1),
});

/** How far the registration goes: the loader takes every lawful step on the way there. */
export const outcome = z.enum(['CHECKED_IN', 'CONFIRMED', 'APPROVED', 'WAITLISTED', 'REJECTED', 'WITHDRAWN']);

export const exhibitor = z.strictObject({
  key,
  kind: exhibitorKind,
  sector: z.enum(sectors),
  country,
  region: region.nullable(),
  locality: texts,
  name: texts,
  description: texts,
  foundedIn: z.int().min(1900),
  members: z.strictObject({ total: z.int().positive(), women: count, youth: count }).nullable(),
  registrationNumber: text.nullable(),
  contact: z.strictObject({
    person: text,
    phone: z.string().regex(/^\+\d{8,15}$/, 'must be a number in E.164'),
    email: z.email().regex(/\.example$/, 'must be at a .example domain'),
  }),
  needs: z.strictObject({ power: z.boolean(), water: z.boolean() }),
  stand: standCode.nullable(),
  /** Shares the stand with another exhibitor: it is there every day in this half only. */
  half: z.enum(['MORNING', 'AFTERNOON']).optional(),
  outcome,
  reason: texts.optional(),
});

export const product = z.strictObject({
  key,
  exhibitor: key,
  name: texts,
  description: texts.optional(),
  category: z.string().refine((value) => sectors.some((sector) => sector.toLowerCase() === value), 'is no category'),
  price: z.string().regex(/^(0|[1-9]\d*)\.\d{2}$/, 'must be an amount with two decimals such as "120.00"'),
  unit: z.enum(['PIECE', 'KG', 'LITRE', 'JAR', 'BOTTLE', 'PAIR', 'METRE', 'BOX', 'SET']),
  labels: z.array(z.enum(['ORGANIC', 'PROTECTED_ORIGIN', 'FAIR_TRADE'])),
  openingStock: z.int().positive(),
});

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

const language = z.enum(['AR', 'FR', 'EN', 'ZGH']);
const slot = { venue: key, startsAt: instant, endsAt: instant };

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

/** What is honoured and by whom. The points that each juror gives are drawn from the seed. */
export const awards = z.strictObject({
  seed: z.int().positive(),
  criteria: z.array(z.strictObject({ code: text, name: texts, weight: z.int().positive() })).min(1),
  jurors: z.array(z.strictObject({ key, exhibitor: key.optional() })).min(1),
  interests: z.array(z.strictObject({ juror: key, exhibitor: key, reason: text })),
  categories: z
    .array(
      z.strictObject({
        key,
        name: texts,
        places: z.int().positive(),
        nominees: z.array(z.strictObject({ exhibitor: key, citation: texts })).min(1),
      }),
    )
    .min(1),
});

/** The rules from which `fairSales` makes the same few thousand sales every time. */
export const salesRules = z.strictObject({
  seed: z.int().positive(),
  target: z.int().positive(),
  days: z.array(z.strictObject({ day, weight: z.number().positive() })).min(1),
  hours: z.array(z.strictObject({ hour: z.int().min(0).max(23), weight: z.number().positive() })).min(1),
  payments: z.strictObject({ CASH: z.number(), CARD: z.number(), MOBILE: z.number() }),
  refunds: z.strictObject({ count: z.int().positive(), reasons: z.array(texts).min(1) }),
});
