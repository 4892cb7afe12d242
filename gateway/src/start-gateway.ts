import { openAccessTokenVerifier, PrincipalSigner, type TokenSource } from '@maarad/shared/auth';
import { serveHttp, type Routes } from '@maarad/shared/runtime/http-server';
import { Shutdown } from '@maarad/shared/runtime/shutdown';
import { createLogger, startTracing } from '@maarad/shared/telemetry';
import type { GatewayConfig } from './config.js';
import { consolePages } from './console-pages.js';
import { Crowd } from './executor/crowd.js';
import { gatewayErrorFormatter } from './format-error.js';
import { startGraphServer } from './graph-server.js';
import { graphqlRoute } from './graphql-route.js';
import { gatewayHealth } from './health.js';
import { GatewayMetrics } from './metrics.js';
import { PartnerCredentials } from './partner-credentials.js';
import { PassThroughs } from './pass-through.js';
import { openSubscriptions } from './subscriptions/open-subscriptions.js';
import { RateLimits } from './rate-limits.js';
import { readManifests } from './safelist/manifest.js';
import { Safelist } from './safelist/safelist.js';
import { warmUp } from './safelist/warm-up.js';
import { Doorkeeper } from './request-context.js';
import { closeServices, openServices } from './services.js';
import { threshold } from './threshold.js';
import { webPages, withHeads } from './web-pages.js';

export interface RunningGateway {
  port: number;
  /** Every `METHOD /path` that is answered. */
  paths: readonly string[];
  shutdown: Shutdown;
}

/** Starts the one endpoint of the fair: who are you, is this operation allowed, which service answers what. */
export async function startGateway(config: GatewayConfig): Promise<RunningGateway> {
  const logger = createLogger('gateway', config.LOG_LEVEL);
  const shutdown = new Shutdown(logger);
  try {
    const traces = await startTracing({ service: 'gateway', config, logger });
    shutdown.before('traces', () => traces.stop());
    const metrics = new GatewayMetrics();
    const formatError = gatewayErrorFormatter(logger);
    const signer = new PrincipalSigner(config.PRINCIPAL_SECRET);
    const tokens = await openAccessTokenVerifier(tokenSource(config));

    const services = openServices(config);
    shutdown.before('services', () => closeServices(services));

    const credentials = new PartnerCredentials(services.partners, signer, {
      trustMs: config.CREDENTIAL_TRUST_MS,
      patienceMs: config.SUBGRAPH_TIMEOUT_MS,
    });
    const limits = new RateLimits(config, metrics.registry);
    const operationMs = config.OPERATION_TIMEOUT_MS;
    const doorkeeper = new Doorkeeper({ tokens, signer, credentials, limits, operationMs });

    const { server, apiSchema } = await startGraphServer(config, { services, formatError, metrics, logger });
    shutdown.before('graph', () => server.stop());

    const safelist = new Safelist(config.OPERATIONS, await readManifests(config.OPERATIONS_MANIFESTS));
    await warmUp(safelist.operations, { server, apiSchema, services, logger });

    const crowd = new Crowd(config.MAX_OPERATIONS);
    const graphql = graphqlRoute({ server, safelist, doorkeeper, crowd, formatError, metrics, logger });
    const passThroughs = new PassThroughs({ services, doorkeeper, formatError, metrics });
    const surroundings = {
      config,
      server,
      safelist,
      apiSchema,
      services,
      signer,
      doorkeeper,
      formatError,
      metrics,
      logger,
    };
    const subscriptions = openSubscriptions(surroundings);
    const routes: Routes = {
      'POST /graphql': graphql,
      'GET /graphql': graphql,
      ...subscriptions.routes,
      ...passThroughs.routes(),
      ...withHeads({ ...webPages(apiSchema), ...consolePages(config), ...gatewayHealth(services) }),
      'GET /metrics': async (_request, response) => {
        response.writeHead(200, { 'content-type': metrics.registry.contentType }).end(await metrics.registry.metrics());
      },
    };
    const front = await serveHttp(routes, config.PORT, config.HOST, logger, {
      ...threshold(config, limits, formatError),
      upgrades: subscriptions.upgrades,
    });
    shutdown.before('http server', async () => {
      passThroughs.close();
      await subscriptions.close();
      await front.close();
    });
    logger.info({ port: front.port }, 'started');
    return { port: front.port, paths: Object.keys(routes), shutdown };
  } catch (error) {
    logger.fatal({ err: error }, 'could not start');
    await shutdown.run('could not start');
    throw error;
  }
}

function tokenSource({ OIDC_ISSUER, OIDC_AUDIENCE, LOCAL_JWKS }: GatewayConfig): TokenSource {
  return OIDC_ISSUER ? { oidcIssuer: OIDC_ISSUER, audience: OIDC_AUDIENCE } : { jwksFile: LOCAL_JWKS as string };
}
