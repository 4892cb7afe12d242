import { localDate as day } from '@maarad/shared/contracts';
import { z } from 'zod';
import { key, texts, amount, sectors } from './words.js';

export const product = z.strictObject({
  key,
  exhibitor: key,
  name: texts,
  description: texts.optional(),
  category: z.string().refine((value) => sectors.some((sector) => sector.toLowerCase() === value), 'is no category'),
  price: amount,
  unit: z.enum(['PIECE', 'KG', 'LITRE', 'JAR', 'BOTTLE', 'PAIR', 'METRE', 'BOX', 'SET']),
  labels: z.array(z.enum(['ORGANIC', 'PROTECTED_ORIGIN', 'FAIR_TRADE'])),
  openingStock: z.int().positive(),
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
