import type { SubgraphOptions } from '@maarad/shared/graphql';
import { PartnerAccessResolver } from './accesses/partner-access.resolver.js';
import { CredentialsOfPartnerResolver, PartnerCredentialResolver } from './credentials/partner-credential.resolver.js';
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
import type { WebhookSetup } from './webhooks/webhook-setup.js';
import { SubscriptionResolver } from './subscriptions/subscription.resolver.js';

export const subgraphOf = (webhooks: WebhookSetup): SubgraphOptions => ({
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
    PartnerCredentialResolver,
    CredentialsOfPartnerResolver,
    PartnerAccessResolver,
  ],
  references: {
    Partner: ({ id }, context) => visiblePartner(context, id),
    WebhookEndpoint: ({ id }, context) => visibleEndpoint(context, id),
  },
  instances: [new WebhookEndpointResolver(webhooks), new WebhookTestResolver(webhooks)],
});
