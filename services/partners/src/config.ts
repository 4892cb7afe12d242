import { z } from 'zod';
import { serviceVariables, withEventLog } from '@maarad/shared/runtime';

/** What this service reads from its environment. */
export const variables = withEventLog(
  serviceVariables.extend({
    /** The relay and the dispatcher of webhooks keep one each for as long as they lead. */
    DATABASE_POOL: z.coerce.number().int().min(4).max(100).default(10),
    /** For so many days the feed can be read again; longer than a webhook is tried. */
    FEED_RETENTION_DAYS: z.coerce.number().int().min(4).max(3_650).default(30),
    /** With which the secrets of webhook endpoints are sealed in the database: with another one, every partner has to rotate. `openssl rand -hex 32` makes one. */
    WEBHOOK_KEY: z.string().regex(/^[0-9a-f]{64}$/, 'must be 32 bytes in hexadecimal'),
    /** Webhooks may go to loopback, by http too: for tests and a fair on one machine, never where partners choose the addresses. */
    WEBHOOK_LOCAL: z
      .enum(['true', 'false'])
      .default('false')
      .transform((value) => value === 'true'),
  }),
);

export const environment = process.env;
