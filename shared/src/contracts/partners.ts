import { z } from 'zod';
import { defineEvent } from './define-event.js';
import { id, instant } from './values.js';

export const endpointDisabled = defineEvent('org.maarad.partners.endpoint.disabled.v1', {
  topic: 'maarad.partners',
  audience: 'partner',
  description:
    'Nothing is sent to a webhook endpoint any more (the subject), and nobody decided so: it answered 410 (GONE), no attempt succeeded for three days (FAILING), or the feed no longer keeps what comes next for it (OVERTAKEN).',
  data: z.object({
    partnerId: id,
    reason: z.enum(['GONE', 'FAILING', 'OVERTAKEN']),
    /** When the first of the attempts failed since which none succeeded. */
    failingSince: instant.nullable(),
    /** The cursor up to which everything that fits became a delivery: the rest waits in the feed until it is enabled. */
    cursor: z.string(),
  }),
});
