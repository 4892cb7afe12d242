import { z } from 'zod';
import { openSigned } from '@maarad/shared/auth';
import { BadUserInput } from '@maarad/shared/errors';
import { PaymentMethod } from '../orders/order-terms.js';
import type { Till } from './till.entity.js';

const journalEntry = z.object({
  till: z.uuid(),
  number: z.int().min(1).max(2_000_000_000),
  soldAt: z.iso.datetime({ offset: true }),
  payment: z.enum(PaymentMethod),
  lines: z
    .array(
      z.object({
        product: z.uuid().transform((id) => id.toLowerCase()),
        quantity: z.int().min(1).max(100_000),
        unitPrice: z.string().regex(/^\d{1,7}(\.\d+)?$/),
      }),
    )
    .min(1)
    .max(50)
    .refine(
      (lines) => new Set(lines.map(({ product }) => product)).size === lines.length,
      'must name each product once',
    ),
});

/** A sale as a till wrote it down. */
export type JournalEntry = z.output<typeof journalEntry>;

/** What an entry says, once its signature has been checked. @throws BadUserInput when it is not this till's, or says what is no sale. */
export async function readEntry(jws: string, till: Till): Promise<JournalEntry> {
  const { success, data, error } = journalEntry.safeParse(await openSigned(jws, till.publicKey));
  if (!success) {
    throw new BadUserInput(
      error.issues.map(({ path, message }) => ({ path: `entries.${path.join('.')}`, rule: message })),
    );
  }
  if (data.till !== till.id) {
    throw new BadUserInput([{ path: 'entries.till', rule: 'must be the till whose journal it is' }]);
  }
  return data;
}
