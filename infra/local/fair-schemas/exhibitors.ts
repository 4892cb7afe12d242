import { country, exhibitorKind, region, localDate as day } from '@maarad/shared/contracts';
import { z } from 'zod';
import { key, standCode, text, texts, instant, clockTime, metres, count, amount, sectors } from './words.js';

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
export const outcome = z.enum(['CHECKED_IN', 'CONFIRMED', 'APPROVED', 'WAITLISTED', 'REJECTED', 'WITHDRAWN', 'DRAFT']);

/** What it answers to the questionnaire beside what the record says anyway; which questions are asked depends on its kind. */
const answers = z.strictObject({
  firstTime: z.boolean(),
  languages: z
    .array(z.enum(['AR', 'ZGH', 'FR', 'EN', 'ES', 'OTHER']))
    .min(1)
    .optional(),
  professionalCardNumber: text.optional(),
  declarationNumber: text.optional(),
  declaredOn: day.optional(),
  institutionType: z.enum(['REGION', 'MINISTRY', 'CHAMBER', 'AGENCY', 'UNIVERSITY', 'OTHER']).optional(),
  headOfDelegation: text.optional(),
  delegationSize: z.int().positive().optional(),
  arrivesOn: day.optional(),
  /** The square metres that it needs at least. */
  area: z.int().positive().optional(),
});

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
  /** Shares this stand with another exhibitor: each is there every day in its half only. All others get theirs by the allocation. */
  stand: standCode.optional(),
  half: z.enum(['MORNING', 'AFTERNOON']).optional(),
  outcome,
  /** Why it was rejected, withdrew or had to wait. */
  reason: texts.optional(),
  /** None where the registration came on paper, incomplete. */
  answers: answers.optional(),
  /** It waited, and was offered the stand of this one, who withdrew. */
  standOf: key.optional(),
});

/** How the stands are given: the rules of the allocation, what exhibitors wish, and what the organiser changes in the proposal. */
export const allocation = z.strictObject({
  key,
  seed: z.int(),
  quotas: z
    .array(
      z.strictObject({
        code: text,
        regions: z.array(region).optional(),
        kinds: z.array(exhibitorKind).optional(),
        womenLed: z.boolean().optional(),
        youthLed: z.boolean().optional(),
        firstTime: z.boolean().optional(),
        min: count.optional(),
        max: count.optional(),
        minShare: z.number().min(0).max(1).optional(),
        maxShare: z.number().min(0).max(1).optional(),
      }),
    )
    .min(1),
  zones: z
    .array(
      z.strictObject({
        code: text,
        sectors: z.array(z.enum(sectors)).min(1),
        halls: z.array(z.string()).optional(),
        ranges: z.array(z.strictObject({ from: standCode, to: standCode })).optional(),
        /** True: no other sector may stand there. */
        hard: z.boolean(),
      }),
    )
    .min(1),
  wishes: z
    .array(
      z.strictObject({
        exhibitor: key,
        halls: z.array(z.string()).optional(),
        corner: z.boolean().optional(),
        near: z.array(key).optional(),
        apart: z.array(key).optional(),
      }),
    )
    .min(1),
  moves: z.array(z.strictObject({ exhibitor: key, stand: standCode, reason: texts })).min(1),
});

const partnership = {
  key,
  from: key,
  kind: z.enum(['SUPPLY', 'JOINT_ORDER', 'EXPORT', 'KNOW_HOW']),
  terms: texts,
  /** What the proposer says of it after the fair, in this order. */
  followUps: z.array(
    z.strictObject({
      state: z.enum(['ON_TRACK', 'DELIVERED', 'STALLED']),
      note: text,
      amount: amount.optional(),
    }),
  ),
};

/** Who agreed at the fair to work together: exhibitors and delegations among themselves, and with organisations outside. */
export const partnerships = z.strictObject({
  between: z
    .array(
      z.strictObject({
        ...partnership,
        to: key,
        /** The other side's answer; one that WAITS has none. */
        then: z.enum(['AGREED', 'DECLINED', 'WAITS']),
        reason: text.optional(),
      }),
    )
    .min(1),
  outside: z
    .array(
      z.strictObject({
        ...partnership,
        partner: z.strictObject({
          name: texts,
          country,
          kind: z.enum(['BUYER', 'NGO', 'CHAMBER', 'PUBLIC_BODY', 'OTHER']),
        }),
        evidence: text,
        agreedAt: instant,
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
  /** When the jury sits together, before it is sealed. */
  sittings: z.array(z.strictObject({ key, startsAt: instant, endsAt: instant })).min(1),
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
