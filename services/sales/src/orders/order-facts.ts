import type { About } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { Stall } from '../stalls/stall.entity.js';
import type { Order } from './order.entity.js';

/** What the events about an order tell, with where they belong. Nothing of the buyer. */
export async function orderFacts(work: Work, order: Order, at: Date) {
  const { kind, region } = await work.find(Stall, order.stallId);
  const { exhibitorId, editionId, receiptNumber, channel, placedAt, day, total, lines } = order;
  const facts = {
    ...{ exhibitorId, editionId, kind, region, receiptNumber, channel, day, lines },
    soldAt: placedAt.toISOString(),
    total: { minor: total.minor, currency: total.currency },
  };
  const about: About = { edition: editionId, region, kind, at };
  return { facts, about };
}
