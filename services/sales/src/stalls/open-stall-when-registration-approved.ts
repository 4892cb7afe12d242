import { registrationApproved } from '@maarad/shared/contracts';
import { when } from '@maarad/shared/messaging';
import { keepTextsOfStall } from '../search/keep-product-texts.js';
import { Stall } from './stall.entity.js';

export const openStallWhenRegistrationApproved = when(registrationApproved, async (work, { subject, data }) => {
  const { exhibitorId, editionId, name, kind, region, womenLed, youthLed = null } = data;
  const stall = { id: subject, exhibitorId, editionId, name, kind, region, womenLed, youthLed, open: true };
  await work.manager.upsert(Stall, stall, ['id']);
  await keepTextsOfStall(work, exhibitorId, editionId);
});
