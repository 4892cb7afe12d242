import type { SubgraphOptions } from '@maarad/shared/graphql';
import { EventTypeResolver } from './feed/event-type.resolver.js';
import { FeedResolver } from './feed/feed.resolver.js';
import { MeResolver } from './principal/me.resolver.js';
import { SubscriptionResolver } from './subscriptions/subscription.resolver.js';

export const subgraph: SubgraphOptions = {
  resolvers: [FeedResolver, EventTypeResolver, MeResolver, SubscriptionResolver],
  references: {},
};
