import 'reflect-metadata';
import type { ServiceDefinition } from '@maarad/shared/runtime';
import { FeedEntry } from './feed/feed-entry.entity.js';
import { feedStreamRoute } from './feed/feed-stream.route.js';
import { handlers } from './handlers.js';
import { FeedByDay1700000051000 } from './migrations/1700000051000-feed-by-day.js';
import { Feed1700000050000 } from './migrations/1700000050000-feed.js';
import { Partners1700000052000 } from './migrations/1700000052000-partners.js';
import { Partner } from './partners/partner.entity.js';
import { subgraph } from './schema.js';

export const partnersService: ServiceDefinition = {
  name: 'partners',
  entities: [FeedEntry, Partner],
  migrations: [Feed1700000050000, FeedByDay1700000051000, Partners1700000052000],
  subgraph,
  handlers,
  routes: (surroundings) => ({ 'GET /events': feedStreamRoute(surroundings) }),
};
