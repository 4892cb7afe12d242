import { In } from 'typeorm';
import { audienceOf, exhibitorsOf, kindOf, maySee, partnerOf, type Sight } from '@maarad/shared/contracts';
import { pagesByParent } from '@maarad/shared/database';
import { defineLoader, defineLoaderWithArgs, groupedBy, type Context } from '@maarad/shared/graphql';
import { FeedEntry } from '../../feed/feed-entry.entity.js';
import { sightFor } from '../../feed/sight.js';
import { Delivery, DeliveryAttempt } from './delivery.entity.js';
import type { DeliveriesArgs } from './delivery.inputs.js';

export const deliveriesOf = defineLoaderWithArgs((parentIds, { status, ...args }: DeliveriesArgs, { database }) =>
  pagesByParent(database.manager, Delivery, {
    parent: 'endpointId',
    parentIds,
    args,
    order: { by: ['id'], direction: 'DESC' },
    where: (query) => {
      if (status) {
        query.andWhere('row.status = :status', { status });
      }
    },
  }),
);

/** The first one first. */
export const attemptsOf = defineLoader<string, DeliveryAttempt[]>(async (deliveryIds, { database }) => {
  const attempts = await database
    .getRepository(DeliveryAttempt)
    .find({ where: { deliveryId: In(deliveryIds) }, order: { at: 'ASC', id: 'ASC' } });
  return groupedBy(deliveryIds, attempts, ({ deliveryId }) => deliveryId);
});

/** The event as the feed has it, from what is sent: also when the feed no longer keeps it. */
function eventOf({ position, eventId, subject, body }: Delivery): FeedEntry {
  const { type, time, edition, region, exhibitorkind, data } = JSON.parse(body) as Record<string, string | undefined>;
  return Object.assign(new FeedEntry(), {
    ...{ position, eventId, type, subject, time: new Date(time ?? 0), event: body },
    ...{ edition: edition ?? null, region: region ?? null, kind: kindOf({ kind: exhibitorkind, data }) },
    exhibitors: exhibitorsOf({ data }),
    ...{ audience: audienceOf(type ?? ''), partner: partnerOf({ data }) },
  });
}

/** Of the one who asks, whatever the key: read once a request. */
const sightOfCaller = defineLoader<'caller', Sight>((keys, { database, principal }) =>
  Promise.all(keys.map(() => sightFor(database, principal))),
);

/** What the log shows of an event: its data only to whoever may see it now. */
export async function shownEventOf(context: Context, delivery: Delivery): Promise<FeedEntry> {
  const entry = eventOf(delivery);
  const isShown = entry.audience === 'public' || maySee(await sightOfCaller(context).load('caller'), entry);
  return isShown ? entry : Object.assign(entry, { event: '{"data":{}}' });
}
