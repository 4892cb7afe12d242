import type { ApolloServer } from '@apollo/server';
import { anonymous } from '@maarad/shared/auth';
import { CodedError } from '@maarad/shared/errors';
import { scopeFrom, type Logger } from '@maarad/shared/telemetry';
import type { GraphQLSchema } from 'graphql';
import type { RequestContext } from '../request-context.js';
import type { Services } from '../services.js';
import type { SafeOperation } from './manifest.js';
import { sampleVariables } from './sample-variables.js';

interface Surroundings {
  server: ApolloServer<RequestContext>;
  apiSchema: GraphQLSchema;
  services: Services;
  logger: Logger;
}

/** What an operation that is run for its plan alone answers: no service is asked, and a visitor is refused. */
const expected = new Set<unknown>(['SERVICE_UNAVAILABLE', 'UNAUTHENTICATED']);

/**
 * Reads, checks and plans the operations of the manifests before the first caller asks them. Each is run to where services would be
 * asked, and none is. One that the graph no longer answers is logged, and refused when it is asked.
 */
export async function warmUp(operations: readonly SafeOperation[], surroundings: Surroundings): Promise<void> {
  const { server, apiSchema, logger } = surroundings;
  for (const { body: query, name, type } of operations) {
    if (type === 'subscription') {
      continue;
    }
    try {
      const variables = sampleVariables(apiSchema, query);
      const { body } = await server.executeOperation(
        { query, operationName: name, variables },
        { contextValue: askingNoService(surroundings.services) },
      );
      const errors = body.kind === 'single' ? (body.singleResult.errors ?? []) : [];
      const wrong = errors.filter(({ extensions }) => !expected.has(extensions?.code));
      if (wrong.length > 0) {
        logger.warn({ operation: name, problems: wrong.map(({ message }) => message) }, 'the graph lacks an operation');
      }
    } catch (error) {
      logger.warn({ operation: name, err: error }, 'the graph lacks an operation');
    }
  }
}

/** A visitor to whom every service is away already. */
function askingNoService(services: Services): RequestContext {
  const away = (service: string) => new CodedError('SERVICE_UNAVAILABLE', 'Nothing is asked yet.', { service });
  return {
    principal: anonymous,
    scope: scopeFrom(undefined, undefined),
    handedOn: {},
    unavailable: new Map(Object.values(services).map(({ name }) => [name, { refusal: away(name), parts: [] }])),
    course: { abandoned: true, deadline: performance.now() },
  };
}
