import { z } from 'zod';
import { serviceVariables, withEventLog } from '@maarad/shared/runtime';

/** What this service reads from its environment. */
export const variables = withEventLog(
  serviceVariables.extend({
    /** For so many days the feed can be read again; longer than a webhook is tried. */
    FEED_RETENTION_DAYS: z.coerce.number().int().min(4).max(3_650).default(30),
    /** Webhooks may go to loopback, by http too: for tests and a fair on one machine, never where partners choose the addresses. */
    WEBHOOK_LOCAL: z
      .enum(['true', 'false'])
      .default('false')
      .transform((value) => value === 'true'),
  }),
);

export const environment = process.env;
