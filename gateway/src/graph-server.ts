import { readFile } from 'node:fs/promises';
import { ApolloServer } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { Logger } from '@maarad/shared/telemetry';
import type { GraphQLSchema } from 'graphql';
import type { GatewayConfig } from './config.js';
import { EarlyAnswers } from './early-answers.js';
import { ErrorScopes } from './error-scopes.js';
import { openGateway } from './executor/open-gateway.js';
import { SharedRequests } from './executor/shared-requests.js';
import { costLimit, documentLimits, limits } from './limits.js';
import type { GatewayMetrics } from './metrics.js';
import { OperationsDataSource } from './operations/operations-data-source.js';
import { operationsSubgraph } from './operations/operations-schema.js';
import { operationReport } from './operation-report.js';
import { queryPlanCache } from './query-plan-cache.js';
import type { Posted } from './post-json.js';
import type { FormatError } from './refusal.js';
import type { RequestContext } from './request-context.js';
import { listening } from './request-listener.js';
import type { ServiceName, Services } from './services.js';
import { SharedOperations, takesText, textOf } from './shared-operations.js';
import { SubgraphDataSource } from './subgraph-data-source.js';

export interface GraphServer {
  server: ApolloServer<RequestContext>;
  /** The graph as callers see it. */
  apiSchema: GraphQLSchema;
}

interface Surroundings {
  services: Services;
  formatError: FormatError;
  metrics: GatewayMetrics;
  logger: Logger;
}

/** The graph over the services, from the composed file: services need not run yet, and none is asked what it can do. */
export async function startGraphServer(config: GatewayConfig, surroundings: Surroundings): Promise<GraphServer> {
  const { services, formatError, metrics, logger } = surroundings;
  const shared = new SharedRequests<Posted>();
  const executor = { executor: config.EXECUTOR, metrics: metrics.registry, logger, takesText };
  const gateway = openGateway(executor, {
    supergraphSdl: await readFile(config.SUPERGRAPH, 'utf8'),
    queryPlannerConfig: { cache: queryPlanCache(metrics.registry) },
    buildService({ name }) {
      if (name === operationsSubgraph.name) {
        return new OperationsDataSource(services);
      }
      const service = services[name as ServiceName];
      if (!service) {
        throw new Error(`The supergraph names the service ${name}, which the gateway does not know.`);
      }
      return new SubgraphDataSource(service, config.SUBGRAPH_TIMEOUT_MS, shared, metrics, logger);
    },
    logger,
  });
  let apiSchema: GraphQLSchema | undefined;
  gateway.onSchemaLoadOrUpdate((schemas) => {
    ({ apiSchema } = schemas);
  });
  const errorScopes = new ErrorScopes();
  const earlyAnswers = new EarlyAnswers();
  const production = config.NODE_ENV === 'production';
  const server = new ApolloServer<RequestContext>({
    gateway: earlyAnswers.over(new SharedOperations().over(gateway)),
    stringifyResult: textOf,
    introspection: !production,
    hideSchemaDetailsFromClientErrors: production,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    formatError: errorScopes.within(formatError),
    parseOptions: { maxTokens: limits.tokens },
    validationRules: documentLimits(),
    logger,
    plugins: [
      listening(costLimit, operationReport, errorScopes.listener, earlyAnswers.listener),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  });
  await server.start();
  if (!apiSchema) {
    throw new Error('The gateway started without a schema.');
  }
  return { server, apiSchema };
}
