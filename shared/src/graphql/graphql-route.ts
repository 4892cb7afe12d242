import { ApolloServer, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
} from '@apollo/server/plugin/disabled';
import type { GraphQLSchema } from 'graphql';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DataSource } from 'typeorm';
import { principalHeader, type PrincipalVerifier } from '../auth/index.js';
import { CodedError, type ErrorCode } from '../errors/index.js';
import { headerOf, sendRefusal, type Route } from '../runtime/http-server.js';
import type { Clock } from '../runtime/clock.js';
import { runInScope, scopeFrom, traced, type Logger } from '../telemetry/index.js';
import type { Context } from './context.js';
import { errorFormatter } from './format-error.js';
import { acceptedLanguage } from './language.js';
import { operationSpan } from './operation-span.js';

export interface GraphqlOptions {
  schema: GraphQLSchema;
  database: DataSource;
  principals: PrincipalVerifier;
  clock: Clock;
  logger: Logger;
  wakeRelay: () => void;
  /** Hears of every fault: an error that is no refusal, and a database that is away. */
  onFault?: () => void;
  /** Hears of every request that is refused before its operation is looked at: no principal, no JSON, too large. */
  onRefused?: (code: ErrorCode) => void;
}

/** Larger than what the gateway lets in: entity representations of a page come in one body. */
const largestBody = 4 * 1024 * 1024;

const faults = new Set<unknown>(['INTERNAL', 'SERVICE_UNAVAILABLE'] satisfies ErrorCode[]);

/** `POST /graphql` of a service: useless without the principal that the gateway signs. */
export async function graphqlRoute({
  schema,
  database,
  principals,
  clock,
  logger,
  wakeRelay,
  onFault,
  onRefused,
}: GraphqlOptions): Promise<{ route: Route; stop: () => Promise<void> }> {
  const format = errorFormatter(logger);
  const server = new ApolloServer<Context>({
    schema,
    formatError: (formatted, thrown) => {
      const shown = format(formatted, thrown);
      if (faults.has(shown.extensions?.code)) {
        onFault?.();
      }
      return shown;
    },
    csrfPrevention: false,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // Both hook into every field, for what nothing here reads: no answer of a service is cached, and traces go another way.
    plugins: [ApolloServerPluginCacheControlDisabled(), ApolloServerPluginInlineTraceDisabled()],
    logger,
  });
  await server.start();

  const contextOf = async (request: IncomingMessage): Promise<Context> => ({
    principal: await principals.verify(headerOf(request, principalHeader)),
    language: acceptedLanguage(headerOf(request, 'accept-language')),
    database,
    clock,
    wakeRelay,
  });

  const route: Route = async (request, response) => {
    await runInScope(scopeFrom(headerOf(request, 'x-correlation-id'), headerOf(request, 'traceparent')), async () => {
      try {
        const context = await contextOf(request);
        const body = await readBody(request);
        await traced(
          () => operationSpan(body),
          () => answer(server, request, response, body, context),
        );
        logger.debug('answered');
      } catch (error) {
        const code = sendRefusal(response, error);
        onRefused?.(code);
      }
    });
  };
  return { route, stop: () => server.stop() };
}

async function answer(
  server: ApolloServer<Context>,
  request: IncomingMessage,
  response: ServerResponse,
  body: unknown,
  context: Context,
): Promise<void> {
  const headers = new HeaderMap(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  const result = await server.executeHTTPGraphQLRequest({
    httpGraphQLRequest: { method: 'POST', headers, search: '', body },
    context: () => Promise.resolve(context),
  });
  if (result.body.kind !== 'complete') {
    throw new Error('a service answers in one piece');
  }
  response.writeHead(result.status ?? 200, Object.fromEntries(result.headers)).end(result.body.string);
}

async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) {
      throw new CodedError('BAD_USER_INPUT', 'The request is too large.', {
        problems: [{ path: 'body', rule: `must be at most ${largestBody} bytes` }],
      });
    }
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString());
  } catch {
    throw new CodedError('BAD_USER_INPUT', 'The request is not JSON.', {
      problems: [{ path: 'body', rule: 'must be JSON' }],
    });
  }
}
