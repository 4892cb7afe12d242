import { registrationApproved, registrationWithdrawn } from '../contracts/exhibitors.js';
import { when } from '../messaging/event-handler.js';
import type { Work } from '../database/work.js';
import { Participant } from './participant.entity.js';

type Facts = Omit<Participant, 'id' | 'takesPart'>;

async function remember(
  work: Work,
  id: string,
  { exhibitorId, editionId, name, kind, region }: Facts,
  takesPart: boolean,
): Promise<void> {
  await work.manager.upsert(Participant, { id, exhibitorId, editionId, name, kind, region, takesPart }, ['id']);
}

export const admitParticipantWhenApproved = when(registrationApproved, (work, { subject, data }) =>
  remember(work, subject, data, true),
);

export const dismissParticipantWhenWithdrawn = when(registrationWithdrawn, (work, { subject, data }) =>
  remember(work, subject, data, false),
);
