import { registerEnumType } from 'type-graphql';
import { transitionTable } from '@maarad/shared/database';

export enum PartnershipStatus {
  PROPOSED = 'PROPOSED',
  AGREED = 'AGREED',
  DECLINED = 'DECLINED',
  WITHDRAWN = 'WITHDRAWN',
  ENDED = 'ENDED',
}

registerEnumType(PartnershipStatus, {
  name: 'PartnershipStatus',
  description: 'How far a partnership has come. Only what has been agreed, even if it has ended since, is public.',
  valuesConfig: {
    PROPOSED: { description: 'The other side has not answered yet.' },
    AGREED: { description: 'Both sides stand by it.' },
    DECLINED: { description: 'The other side does not want it.' },
    WITHDRAWN: { description: 'The proposer took it back before an answer.' },
    ENDED: { description: 'It had been agreed, and is over.' },
  },
});

export const transitions = transitionTable<PartnershipStatus>('Partnership', {
  PROPOSED: [PartnershipStatus.AGREED, PartnershipStatus.DECLINED, PartnershipStatus.WITHDRAWN],
  AGREED: [PartnershipStatus.ENDED],
  DECLINED: [],
  WITHDRAWN: [],
  ENDED: [],
});

/** Two sides have one of these of a kind at most: the database's `partnerships_open_once`. */
export const openStatuses: readonly PartnershipStatus[] = [PartnershipStatus.PROPOSED, PartnershipStatus.AGREED];
