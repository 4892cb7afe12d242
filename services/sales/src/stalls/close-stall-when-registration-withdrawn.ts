import { registrationWithdrawn } from '@maarad/shared/contracts';
import { when } from '@maarad/shared/messaging';
import { cancelOrdersOfStall } from '../baskets/cancel-orders-of-stall.js';
import { Stall } from './stall.entity.js';

/** A registration may be withdrawn that was never approved: then a closed stall is written, in which nothing was ever sold. What buyers have reserved can be paid no more, and is cancelled. */
export const closeStallWhenRegistrationWithdrawn = when(
  registrationWithdrawn,
  async (work, { subject, data, time }) => {
    const { exhibitorId, editionId, name, kind, region } = data;
    await work.manager.upsert(Stall, { id: subject, exhibitorId, editionId, name, kind, region, open: false }, ['id']);
    await cancelOrdersOfStall(work, subject, time);
  },
);
