import type { SubgraphOptions } from '@maarad/shared/graphql';
import { EventTypeResolver } from './feed/event-type.resolver.js';
import { FeedResolver } from './feed/feed.resolver.js';
import { visiblePartner } from './partners/partner.reference.js';
import { PartnerOfPrincipalResolver, PartnerResolver } from './partners/partner.resolver.js';
import { MeResolver } from './principal/me.resolver.js';
import { SubscriptionResolver } from './subscriptions/subscription.resolver.js';

export const subgraph: SubgraphOptions = {
  resolvers: [
    FeedResolver,
    EventTypeResolver,
    MeResolver,
    SubscriptionResolver,
    PartnerResolver,
    PartnerOfPrincipalResolver,
  ],
  references: { Partner: ({ id }, context) => visiblePartner(context, id) },
};
