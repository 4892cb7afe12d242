import { registerEnumType } from 'type-graphql';

export enum CustomerPurpose {
  ORDER_FOLLOW_UP = 'ORDER_FOLLOW_UP',
  NEWS = 'NEWS',
  WHOLESALE_OFFER = 'WHOLESALE_OFFER',
  INVITATION = 'INVITATION',
}

registerEnumType(CustomerPurpose, {
  name: 'CustomerPurpose',
  description:
    'What a contact may be used for, and for nothing else: to follow up an order, to send news, to make a wholesale offer, to invite to a fair.',
});

export enum ErasureReason {
  ASKED_FOR = 'ASKED_FOR',
  CONSENT_WITHDRAWN = 'CONSENT_WITHDRAWN',
  NO_LONGER_NEEDED = 'NO_LONGER_NEEDED',
  ENTERED_BY_MISTAKE = 'ENTERED_BY_MISTAKE',
}

registerEnumType(ErasureReason, {
  name: 'ErasureReason',
  description: 'Why a contact was erased: from a list, since words could tell of the person again.',
});

export enum RecordedOutcome {
  RECORDED = 'RECORDED',
  KNOWN = 'KNOWN',
  ERASED = 'ERASED',
  REFUSED = 'REFUSED',
}

registerEnumType(RecordedOutcome, {
  name: 'RecordedOutcome',
  description:
    'What became of one contact of many. KNOWN: its key came before, with the same content; ERASED: it came before and was erased since, so the device forgets it too.',
});
