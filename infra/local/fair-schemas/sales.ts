import { localDate as day } from '@maarad/shared/contracts';
import { z } from 'zod';
import { amount, count, instant, key, language, sectors, text, texts } from './words.js';

const label = z.enum(['ORGANIC', 'PROTECTED_ORIGIN', 'FAIR_TRADE']);
const code = z.string().regex(/^[A-Z0-9][A-Z0-9_]*$/, 'must be a word in capitals, such as RED');

export const product = z.strictObject({
  key,
  exhibitor: key,
  name: texts,
  description: texts.optional(),
  category: z.string().refine((value) => sectors.some((sector) => sector.toLowerCase() === value), 'is no category'),
  price: amount,
  unit: z.enum(['PIECE', 'KG', 'LITRE', 'JAR', 'BOTTLE', 'PAIR', 'METRE', 'BOX', 'SET']),
  labels: z.array(label),
  /** None where it comes in variants, which have their own. */
  openingStock: z.int().positive().optional(),
  certifications: z
    .array(z.strictObject({ label, certificateNumber: text, certifiedBy: text }))
    .min(1)
    .optional(),
  /** What one unit costs when at least so many are bought. */
  wholesalePrices: z
    .array(z.strictObject({ from: z.int().min(2), price: amount }))
    .min(1)
    .optional(),
  /** What is chosen between its variants. */
  options: z
    .array(
      z.strictObject({
        code,
        name: texts,
        values: z.array(z.strictObject({ code, name: texts })).min(1),
      }),
    )
    .min(1)
    .optional(),
});

export const variant = z.strictObject({
  key,
  product: key,
  /** A value's code for each option's code. */
  choices: z.record(code, code),
  /** That of the product unless said. */
  price: amount.optional(),
  sku: text,
  openingStock: z.int().positive(),
});

const soldLines = z.array(z.strictObject({ product: key, quantity: z.int().positive() })).min(1);

/** A device that sold without a network: its journal, the pieces in which it arrived, and how what was missing was made good. */
export const till = z.strictObject({
  key,
  exhibitor: key,
  name: text,
  journal: z
    .array(
      z.strictObject({
        number: z.int().positive(),
        soldAt: instant,
        payment: z.enum(['CASH', 'CARD', 'MOBILE']),
        lines: soldLines,
      }),
    )
    .min(1),
  syncs: z.array(z.array(z.int().positive()).min(1)).min(1),
  settlements: z.array(
    z.strictObject({
      number: z.int().positive(),
      product: key,
      resolution: z.enum(['SUBSTITUTE', 'LATER_DELIVERY', 'REFUND']),
      substitute: key.optional(),
      note: text,
    }),
  ),
});

/** What happens at stalls beside the everyday sales. */
export const stalls = z.strictObject({
  received: z.array(z.strictObject({ key, product: key, quantity: z.int().positive() })),
  lost: z.array(z.strictObject({ key, product: key, quantity: z.int().positive(), reason: text })),
  counted: z.array(z.strictObject({ key, product: key, counted: count, reason: text })),
  wholesale: z.array(
    z.strictObject({
      key,
      exhibitor: key,
      soldAt: instant,
      payment: z.enum(['CASH', 'CARD', 'MOBILE', 'TRANSFER']),
      lines: soldLines,
    }),
  ),
  /** Left with consent; their keys are UUIDs, as a device makes them. */
  contacts: z.array(
    z.strictObject({
      key: z.uuid(),
      exhibitor: key,
      name: text,
      phone: text.optional(),
      email: z
        .email()
        .regex(/\.example$/, 'must be at a .example domain')
        .optional(),
      note: text.optional(),
      purposes: z.array(z.enum(['ORDER_FOLLOW_UP', 'NEWS', 'WHOLESALE_OFFER', 'INVITATION'])).min(1),
      consentAt: instant,
      consentText: text,
      consentLanguage: language,
      erased: z.enum(['ASKED_FOR', 'CONSENT_WITHDRAWN']).optional(),
    }),
  ),
});

/** What was ordered online of one or many exhibitors, and how far it came. */
export const basket = z.strictObject({
  key,
  placedAt: instant,
  buyerName: text,
  buyerContact: text,
  deliveryNote: text.optional(),
  deliveryFee: amount.optional(),
  lines: soldLines,
  /** Without it the goods were only reserved. */
  paid: z.strictObject({ at: instant, method: z.enum(['CARD', 'MOBILE', 'TRANSFER']), reference: text }).optional(),
  handedOver: z.literal(true).optional(),
});

/** Which days are closed, so that their statements stay as they are, and what comes for one after that. */
export const statements = z.strictObject({
  /** What the organiser takes of what is sold, in percent. */
  feesPercent: z.string().regex(/^\d{1,2}(\.\d{1,2})?$/, 'must be a percentage such as "2.5"'),
  closedForAll: z.array(day).min(1),
  closed: z.array(z.strictObject({ exhibitor: key, day })),
  late: z.array(
    z.strictObject({
      key,
      exhibitor: key,
      soldAt: instant,
      payment: z.enum(['CASH', 'CARD', 'MOBILE']),
      lines: soldLines,
    }),
  ),
});

/** The rules from which `fairSales` makes the same few thousand sales every time. */
export const salesRules = z.strictObject({
  seed: z.int().positive(),
  target: z.int().positive(),
  days: z.array(z.strictObject({ day, weight: z.number().positive() })).min(1),
  hours: z.array(z.strictObject({ hour: z.int().min(0).max(23), weight: z.number().positive() })).min(1),
  payments: z.strictObject({ CASH: z.number(), CARD: z.number(), MOBILE: z.number() }),
  refunds: z.strictObject({
    count: z.int().positive(),
    reasons: z.array(texts).min(1),
    /** One unit comes back of `count` sales; of one in `spoiltEvery` it is spoilt and not put back on the shelf. */
    inPart: z.strictObject({ count, spoiltEvery: z.int().positive() }),
  }),
});
