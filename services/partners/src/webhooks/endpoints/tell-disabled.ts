import type { EntityManager } from 'typeorm';
import { endpointDisabled } from '@maarad/shared/contracts';
import { writeOutbox } from '@maarad/shared/messaging';
import { cursorsOf } from '../../feed/cursor.js';
import type { WebhookEndpoint } from './webhook-endpoint.entity.js';

/** Nobody decided these: the partner has to learn of them on another channel, or at another endpoint. */
const told = { GONE: 'GONE', FAILING: 'FAILING', OVERTAKEN: 'OVERTAKEN' } as const;

/** Tells of endpoints that have been disabled, in the transaction that did so. What somebody did by hand is not told. */
export async function tellDisabled(manager: EntityManager, endpoints: WebhookEndpoint[]): Promise<void> {
  const cursors = await cursorsOf(manager.dataSource);
  const events = endpoints.flatMap(({ id, partnerId, disabledReason, disabledAt, failingSince, place }) =>
    disabledReason !== null && disabledReason in told
      ? endpointDisabled(
          id,
          {
            partnerId,
            reason: told[disabledReason as keyof typeof told],
            failingSince: failingSince?.toISOString() ?? null,
            cursor: cursors.at(place),
          },
          { at: disabledAt ?? undefined },
        )
      : [],
  );
  if (events.length > 0) {
    await writeOutbox(manager, events);
  }
}
