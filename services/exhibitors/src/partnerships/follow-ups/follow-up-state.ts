import { registerEnumType } from 'type-graphql';

export enum PartnershipFollowUpState {
  ON_TRACK = 'ON_TRACK',
  DELIVERED = 'DELIVERED',
  STALLED = 'STALLED',
  ENDED = 'ENDED',
}

registerEnumType(PartnershipFollowUpState, {
  name: 'PartnershipFollowUpState',
  description: 'How an agreed partnership fares after the fair.',
  valuesConfig: {
    ON_TRACK: { description: 'It goes as agreed; asked again in 90 days.' },
    DELIVERED: { description: 'What was agreed has been done; not asked again.' },
    STALLED: { description: 'It does not get on; asked again in 30 days.' },
    ENDED: { description: 'It is over: the partnership ends.' },
  },
});
