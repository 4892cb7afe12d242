import type { About } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { Stall } from '../stalls/stall.entity.js';
import type { Order } from './order.entity.js';

/** What the events about an order tell, with where they belong. Nothing of the buyer. */
export async function orderFacts(work: Work, order: Order, at: Date) {
  const { kind, region } = await work.find(Stall, order.stallId);
  const { exhibitorId, editionId, channel, placedAt, paidAt, day, total, lines } = order;
  const facts = {
    ...{ exhibitorId, editionId, kind, region, channel, day, lines },
    receiptNumber: order.receiptNumber ?? '',
    soldAt: (paidAt ?? placedAt).toISOString(),
    total: { minor: total.minor, currency: total.currency },
  };
  const about: About = { edition: editionId, region, kind, at };
  return { facts, about };
}
