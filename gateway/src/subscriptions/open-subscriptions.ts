import type { ApolloServer } from '@apollo/server';
import type { PrincipalSigner } from '@maarad/shared/auth';
import type { Routes, Upgrades } from '@maarad/shared/runtime';
import type { Logger } from '@maarad/shared/telemetry';
import type { GraphQLSchema } from 'graphql';
import type { GatewayConfig } from '../config.js';
import type { GatewayMetrics } from '../metrics.js';
import type { FormatError } from '../refusal.js';
import type { Doorkeeper, RequestContext } from '../request-context.js';
import type { Safelist } from '../safelist/safelist.js';
import type { Services } from '../services.js';
import { eventStreamDoor } from './event-stream-door.js';
import { FeedFollower } from './feed-follower.js';
import { feedSource } from './feed-source.js';
import { OperationReader } from './read-operation.js';
import { SubscriptionDesk } from './subscription-desk.js';
import { SubscriptionRunner } from './subscription-runner.js';
import { webSocketDoor } from './web-socket-door.js';

export interface Subscriptions {
  routes: Routes;
  upgrades: Upgrades;
  /** Says goodbye to every subscriber: they come back by themselves, each with its cursor. */
  close(): Promise<void>;
}

interface Surroundings {
  config: GatewayConfig;
  server: ApolloServer<RequestContext>;
  safelist: Safelist;
  apiSchema: GraphQLSchema;
  services: Services;
  signer: PrincipalSigner;
  doorkeeper: Doorkeeper;
  formatError: FormatError;
  metrics: GatewayMetrics;
  logger: Logger;
}

/** Subscriptions on the one endpoint, over both protocols, fed by one stream of the feed. */
export function openSubscriptions(surroundings: Surroundings): Subscriptions {
  const { config, server, safelist, apiSchema, services, signer, doorkeeper, formatError, metrics, logger } =
    surroundings;
  const source = feedSource(services.partners, signer);
  const follower = new FeedFollower(source, logger);
  const reader = new OperationReader(apiSchema, { introspection: config.NODE_ENV !== 'production' });
  const runner = new SubscriptionRunner({ server, reader, doorkeeper, follower, source, formatError });
  const desk = new SubscriptionDesk({
    ...{ server, safelist, reader, doorkeeper, runner, metrics, formatError },
    patienceMs: config.SUBSCRIBER_PATIENCE_MS,
  });
  const webSocket = webSocketDoor(desk, logger);
  const eventStream = eventStreamDoor(desk, config.SUBSCRIBER_PATIENCE_MS);
  return {
    routes: eventStream.routes,
    upgrades: { '/graphql': webSocket.upgrade },
    async close() {
      eventStream.close();
      await webSocket.close();
      await follower.close();
    },
  };
}
