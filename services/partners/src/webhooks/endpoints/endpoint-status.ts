import { registerEnumType } from 'type-graphql';

export enum EndpointStatus {
  ENABLED = 'ENABLED',
  DISABLED = 'DISABLED',
  DELETED = 'DELETED',
}

/** Why nothing is sent to an endpoint any more. */
export enum DisabledReason {
  BY_HAND = 'BY_HAND',
  GONE = 'GONE',
  FAILING = 'FAILING',
  OVERTAKEN = 'OVERTAKEN',
  PARTNER_CLOSED = 'PARTNER_CLOSED',
}

export enum DeliveryOrder {
  PER_SUBJECT = 'PER_SUBJECT',
  UNORDERED = 'UNORDERED',
}

registerEnumType(EndpointStatus, {
  name: 'EndpointStatus',
  valuesConfig: {
    ENABLED: { description: 'Events are sent to it.' },
    DISABLED: { description: 'Nothing is sent; what happens meanwhile waits in the feed until it is enabled.' },
    DELETED: { description: 'Never again.' },
  },
});

registerEnumType(DisabledReason, {
  name: 'DisabledReason',
  description: 'Why an endpoint was disabled.',
  valuesConfig: {
    BY_HAND: { description: 'The partner or the organiser did it.' },
    GONE: { description: 'It answered 410: it wants nothing more.' },
    FAILING: { description: 'No attempt has succeeded for three days.' },
    OVERTAKEN: { description: 'It was so far behind that the feed no longer keeps what comes next.' },
    PARTNER_CLOSED: { description: 'The organiser has closed the partner.' },
  },
});

registerEnumType(DeliveryOrder, {
  name: 'DeliveryOrder',
  valuesConfig: {
    PER_SUBJECT: {
      description:
        'What happened to one thing comes in order: later events wait until the earlier one is delivered or given up.',
    },
    UNORDERED: { description: 'Nothing waits for anything: for who orders by `sequence`, or only counts.' },
  },
});
