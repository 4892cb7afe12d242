import { registrationApproved } from '@maarad/shared/contracts';
import { when } from '@maarad/shared/messaging';
import { keepTextsOfStall } from '../search/keep-product-texts.js';
import { Stall } from './stall.entity.js';

export const openStallWhenRegistrationApproved = when(registrationApproved, async (work, { subject, data }) => {
  const { exhibitorId, editionId, name, kind, region } = data;
  await work.manager.upsert(Stall, { id: subject, exhibitorId, editionId, name, kind, region, open: true }, ['id']);
  await keepTextsOfStall(work, exhibitorId, editionId);
});
