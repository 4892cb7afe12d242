import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import type { ServiceDefinition } from '@maarad/shared/runtime';
import { PartnerAccess } from './accesses/partner-access.entity.js';
import { credentialCheckRoute } from './credentials/credential-check.route.js';
import { PartnerCredential } from './credentials/partner-credential.entity.js';
import { FeedEntry } from './feed/feed-entry.entity.js';
import { countReaders, feedFigures } from './feed/feed-figures.js';
import { feedStreamRoute } from './feed/feed-stream.route.js';
import { sightRoute } from './feed/sight.route.js';
import { handlers } from './handlers.js';
import { FeedByDay1700000051000 } from './migrations/1700000051000-feed-by-day.js';
import { Feed1700000050000 } from './migrations/1700000050000-feed.js';
import { Partners1700000052000 } from './migrations/1700000052000-partners.js';
import { ClosedPartners1700000052300 } from './migrations/1700000052300-closed-partners.js';
import { Webhooks1700000052100 } from './migrations/1700000052100-webhooks.js';
import { PartnerReads1700000052200 } from './migrations/1700000052200-partner-reads.js';
import { PartnerCredentials1700000053000 } from './migrations/1700000053000-partner-credentials.js';
import { WhoSeesWhat1700000061000 } from './migrations/1700000061000-who-sees-what.js';
import { Partner } from './partners/partner.entity.js';
import { PartnerRead } from './reads/partner-read.entity.js';
import { reportReadRoute } from './reads/report-read.route.js';
import { subgraphOf } from './schema.js';
import { Delivery, DeliveryAttempt } from './webhooks/deliveries/delivery.entity.js';
import { WebhookEndpoint } from './webhooks/endpoints/webhook-endpoint.entity.js';
import { publicOnly } from './webhooks/sending/address-rules.js';
import { KeySeal } from './webhooks/sending/key-seal.js';
import type { WebhookSetup } from './webhooks/webhook-setup.js';
import { webhookLoop } from './webhooks/webhook-loop.js';

export const partnersServiceOf = (webhooks: WebhookSetup): ServiceDefinition => ({
  name: 'partners',
  entities: [
    FeedEntry,
    Partner,
    WebhookEndpoint,
    Delivery,
    DeliveryAttempt,
    PartnerRead,
    PartnerCredential,
    PartnerAccess,
  ],
  migrations: [
    Feed1700000050000,
    FeedByDay1700000051000,
    Partners1700000052000,
    Webhooks1700000052100,
    PartnerReads1700000052200,
    ClosedPartners1700000052300,
    PartnerCredentials1700000053000,
    WhoSeesWhat1700000061000,
  ],
  subgraph: subgraphOf(webhooks),
  handlers,
  routes: (surroundings) => ({
    'GET /events': feedStreamRoute(surroundings),
    'POST /credentials/check': credentialCheckRoute(surroundings),
    'POST /sight': sightRoute(surroundings),
    'POST /reads': reportReadRoute(surroundings),
  }),
  figures: feedFigures,
  loops: { webhooks: webhookLoop(webhooks), 'feed readers': countReaders },
});

/** For its schema and for tests: what it seals, it seals with a key that is made here and kept nowhere. */
export const partnersService = partnersServiceOf({
  rules: publicOnly,
  seal: new KeySeal(randomBytes(32).toString('hex')),
});
