import {
  enrolmentCancelled,
  enrolmentConfirmed,
  enrolmentOffered,
  enrolmentPromoted,
  enrolmentRescheduled,
  enrolmentWaitlisted,
  eventCatalogue,
  letsThrough,
  orderPaid,
  productListed,
  productWithdrawn,
  requireEverSeen,
  saleRecorded,
  type EventDefinition,
  type WantedEvents,
} from '@maarad/shared/contracts';
import type { Principal } from '@maarad/shared/auth';
import { Forbidden, Unauthenticated } from '@maarad/shared/errors';
import type { FeedEvent } from './feed-event.js';
import type { FeedFilter } from './feed-source.js';

/** The arguments of a subscription, as its field declares them. */
export type SubscriptionArguments = Record<string, unknown>;

/** A field of `Subscription`: which events it stands for, and which things of the graph they changed. */
export interface SubscriptionField {
  /** The field of `Query` that gives the thing by its id; the event itself is shown where there is none. */
  query?: string;
  /** What is asked of the feed. */
  filter(args: SubscriptionArguments): FeedFilter;
  /** The same, told of an event. */
  wants(event: FeedEvent, args: SubscriptionArguments): boolean;
  /** The ids of the things that the event changed, always in the same order. */
  things(event: FeedEvent): string[];
  /** The arguments as this subscriber may have them. @throws Unauthenticated or Forbidden */
  allowed(args: SubscriptionArguments, principal: Principal): SubscriptionArguments;
}

/** Every type of event whose name begins so: types that are added later are heard without a change here. */
const typesOf = (beginning: string): string[] =>
  eventCatalogue.map(({ type }) => type).filter((type) => type.startsWith(`org.maarad.${beginning}`));
const named = (...definitions: EventDefinition[]): string[] => definitions.map(({ type }) => type);

const subject = ({ subject: id }: FeedEvent): string[] => [id];
const anyone = (args: SubscriptionArguments): SubscriptionArguments => args;

/** For the organiser, and for an exhibitor what is its own, which it need not say. */
function ownOrAll(args: SubscriptionArguments, principal: Principal): SubscriptionArguments {
  if (principal.role === 'admin') {
    return args;
  }
  if (principal.role === 'exhibitor' && (!args.exhibitorId || args.exhibitorId === principal.exhibitorId)) {
    return { ...args, exhibitorId: principal.exhibitorId };
  }
  throw principal.id === 'anonymous' ? new Unauthenticated() : new Forbidden();
}

function field(
  types: string[],
  query: string,
  {
    things = subject,
    allowed = anyone,
    wants = () => true,
  }: Partial<Pick<SubscriptionField, 'things' | 'allowed' | 'wants'>> = {},
): SubscriptionField {
  const known = new Set(types);
  return {
    ...{ query, things, allowed },
    filter: ({ editionId, exhibitorId, region }) => ({
      types,
      ...(typeof editionId === 'string' && { editionId }),
      ...(typeof exhibitorId === 'string' && { exhibitorId }),
      ...(typeof region === 'string' && { regions: [region] }),
    }),
    wants: (event, args) =>
      known.has(event.type) &&
      (args.editionId == null || event.edition === args.editionId) &&
      (args.exhibitorId == null || event.exhibitors.includes(args.exhibitorId as string)) &&
      (args.region == null || event.region === args.region) &&
      wants(event, args),
  };
}

/** The products of an order's lines, or the product that the event is about. */
function products({ subject: id, data }: FeedEvent): string[] {
  const { lines } = data;
  return Array.isArray(lines) ? [...new Set(lines.map((line) => (line as { productId: string }).productId))] : [id];
}

/** The registration that the event is about; a stand's event names it. */
const registration = ({ subject: id, data }: FeedEvent): string[] => [
  (data.registrationId as string | undefined) ?? id,
];

const enrolmentEvents = named(
  ...[
    enrolmentConfirmed,
    enrolmentWaitlisted,
    enrolmentOffered,
    enrolmentPromoted,
    enrolmentCancelled,
    enrolmentRescheduled,
  ],
);

const events: SubscriptionField = {
  filter: (args) => (args.filter ?? {}) as FeedFilter,
  wants: (event, { filter }) => letsThrough((filter ?? {}) as WantedEvents, event),
  things: subject,
  allowed(args, principal) {
    requireEverSeen((args.filter as WantedEvents | null | undefined)?.types, principal);
    return args;
  },
};

export const subscriptionFields: Record<string, SubscriptionField> = {
  events,
  registrationChanged: field(
    [...typesOf('exhibitors.registration.'), ...typesOf('exhibitors.stand.')],
    'registration',
    { things: registration, allowed: ownOrAll },
  ),
  programmeChanged: field(
    typesOf('scheduling.session.').filter((type) => !type.includes('.refused.')),
    'session',
  ),
  stockChanged: field(
    [...named(productListed, productWithdrawn, saleRecorded), ...typesOf('sales.stock.'), ...typesOf('sales.order.')],
    'product',
    { things: products },
  ),
  saleRecorded: field(named(saleRecorded, orderPaid), 'order', { allowed: ownOrAll }),
  enrolmentChanged: field(enrolmentEvents, 'enrolment', {
    wants: ({ data }, { workshopId }) => workshopId == null || data.workshopId === workshopId,
    allowed(args, principal) {
      if (principal.role === 'exhibitor') {
        return { ...args, exhibitorId: principal.exhibitorId };
      }
      if (principal.role === 'admin' || principal.role === 'trainer') {
        return args;
      }
      throw principal.id === 'anonymous' ? new Unauthenticated() : new Forbidden();
    },
  }),
};
