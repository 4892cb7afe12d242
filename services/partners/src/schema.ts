import type { SubgraphOptions } from '@maarad/shared/graphql';
import { EventTypeResolver } from './feed/event-type.resolver.js';
import { FeedResolver } from './feed/feed.resolver.js';
import { visiblePartner } from './partners/partner.reference.js';
import { PartnerOfPrincipalResolver, PartnerResolver } from './partners/partner.resolver.js';
import { MeResolver } from './principal/me.resolver.js';
import { PartnerReadResolver } from './reads/partner-read.resolver.js';
import { WebhookTestResolver } from './webhooks/conformance/webhook-test.resolver.js';
import { DeliveryResolver } from './webhooks/deliveries/delivery.resolver.js';
import { visibleEndpoint } from './webhooks/endpoints/webhook-endpoint.reference.js';
import { EndpointsOfPartnerResolver, WebhookEndpointResolver } from './webhooks/endpoints/webhook-endpoint.resolver.js';
import type { AddressRules } from './webhooks/sending/address-rules.js';
import { WebhookSender } from './webhooks/sending/send-webhook.js';
import { SubscriptionResolver } from './subscriptions/subscription.resolver.js';

/** @param rules Where webhooks may go. */
export const subgraphOf = (rules: AddressRules): SubgraphOptions => ({
  resolvers: [
    FeedResolver,
    EventTypeResolver,
    MeResolver,
    SubscriptionResolver,
    PartnerResolver,
    PartnerOfPrincipalResolver,
    WebhookEndpointResolver,
    EndpointsOfPartnerResolver,
    DeliveryResolver,
    WebhookTestResolver,
    PartnerReadResolver,
  ],
  references: {
    Partner: ({ id }, context) => visiblePartner(context, id),
    WebhookEndpoint: ({ id }, context) => visibleEndpoint(context, id),
  },
  instances: [new WebhookEndpointResolver(rules), new WebhookTestResolver(new WebhookSender(rules))],
});
