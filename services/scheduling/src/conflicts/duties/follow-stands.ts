import { standAssigned, standReleased } from '@maarad/shared/contracts';
import { when } from '@maarad/shared/messaging';
import { StandDuty } from './stand-duty.entity.js';

export const expectExhibitorWhenStandAssigned = when(standAssigned, async (work, { data }) => {
  const { standId, registrationId, exhibitorId, editionId, code, slices = null } = data;
  await work.manager.upsert(StandDuty, { standId, registrationId, exhibitorId, editionId, code, slices }, [
    'standId',
    'registrationId',
  ]);
});

export const excuseExhibitorWhenStandReleased = when(standReleased, async (work, { data }) => {
  await work.manager.delete(StandDuty, { standId: data.standId, registrationId: data.registrationId });
});
