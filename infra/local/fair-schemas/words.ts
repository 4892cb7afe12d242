import { z } from 'zod';

/** A name that never changes: other records refer to it, and idempotency keys are made from it. */
export const key = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a slug');
export const standCode = z.string().regex(/^[A-Z]-\d{2}$/, 'must be a stand code such as A-01');
export const text = z.string().trim().min(1);
export const arabic = text.regex(/[\u0600-\u06FF]/, 'must be in Arabic script');
export const tifinagh = text.regex(/[\u2D30-\u2D7F]/, 'must be in Tifinagh');

/** Arabic and French always, English and Tamazight where we have them. */
export const texts = z.strictObject({ ar: arabic, fr: text, en: text.optional(), zgh: tifinagh.optional() });
export const instant = z.iso.datetime();
export const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:30');
export const metres = z.number().positive();
export const count = z.int().nonnegative();
export const amount = z.string().regex(/^(0|[1-9]\d*)\.\d{2}$/, 'must be an amount with two decimals such as "120.00"');

/** What an exhibitor makes or does. A product's category is one of the same words in lower case. */
export const sectors = [
  ...['ARGAN', 'SAFFRON', 'HONEY', 'ROSE', 'DATES', 'COUSCOUS', 'SPICES', 'OLIVE', 'DAIRY', 'CACTUS', 'HERBS', 'NUTS'],
  ...['SEAFOOD', 'SWEETS', 'COSMETICS', 'POTTERY', 'CARPETS', 'LEATHER', 'ZELLIGE', 'EMBROIDERY', 'WOODWORK'],
  ...['METALWORK', 'JEWELLERY', 'TEXTILES', 'BASKETRY', 'INSTRUMENTS', 'SERVICES', 'EDUCATION', 'TOURISM', 'FINANCE'],
] as const;
export const language = z.enum(['AR', 'FR', 'EN', 'ZGH']);
export const slot = { venue: key, startsAt: instant, endsAt: instant };
