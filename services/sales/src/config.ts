import { z } from 'zod';
import { serviceVariables, withEventLog } from '@maarad/shared/runtime';

const minutes = z.coerce.number().int().min(1);

/** What this service reads from its environment. */
export const variables = withEventLog(
  serviceVariables.extend({
    /** How long the goods of an order are kept until it is paid. */
    RESERVATION_MINUTES: minutes.max(24 * 60).optional(),
    /** How long they are kept when the buyer says that a transfer is on its way. */
    TRANSFER_MINUTES: minutes.max(30 * 24 * 60).optional(),
  }),
);

export const environment = process.env;
