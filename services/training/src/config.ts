import { z } from 'zod';
import { serviceVariables, withEventLog } from '@maarad/shared/runtime';

const list = (variable: string) => variable.split(',').map((part) => part.trim());

/** What this service reads from its environment. */
export const variables = withEventLog(
  serviceVariables.extend({
    /** With which certificates are signed: a private Ed25519 key. `openssl rand -hex 32` makes one. */
    CERTIFICATE_KEY: z.string().regex(/^[0-9a-f]{64}$/, 'must be 32 bytes in hexadecimal'),
    /** Keys used before, so that what they signed can still be verified: the `x` of their public JWKs, by commas. */
    CERTIFICATE_RETIRED_KEYS: z
      .string()
      .transform(list)
      .pipe(z.array(z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'must be the x of an Ed25519 JWK')))
      .optional(),
    /** Where the fair's front door is for the public: what the QR codes on certificates lead to. */
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).transform((address) => address.replace(/\/+$/, '')),
  }),
);

export const environment = process.env;
