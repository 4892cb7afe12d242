import { HeaderMap, type ApolloServer, type HTTPGraphQLRequest } from '@apollo/server';
import { drawn, speakInScope, tracedFrom, type Logger, type RequestScope, type Span } from '@maarad/shared/telemetry';
import type { Route } from '@maarad/shared/runtime';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Crowd } from './executor/crowd.js';
import type { GatewayMetrics } from './metrics.js';
import { doorSpan, nameOperation } from './operation-span.js';
import { readJsonBody, RequestAborted, requireJson } from './read-body.js';
import { refusal, type FormatError } from './refusal.js';
import { admitRequest } from './safelist/admit-request.js';
import type { Safelist } from './safelist/safelist.js';
import { scopeOf, type Doorkeeper, type RequestContext } from './request-context.js';
import { sendAnswer } from './send-answer.js';

interface Surroundings {
  server: ApolloServer<RequestContext>;
  safelist: Safelist;
  doorkeeper: Doorkeeper;
  crowd: Crowd;
  formatError: FormatError;
  metrics: GatewayMetrics;
  logger: Logger;
}

interface Admitted {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
  /** When, by `performance.now()`: what it waited at the door counts. */
  came: number;
}

/** `POST` and `GET /graphql`: GraphQL over HTTP. Each request leaves one count, and one log line unless there was no time for it. */
export function graphqlRoute(surroundings: Surroundings): Route {
  const { crowd, metrics } = surroundings;
  return async (request, response, url) => {
    const came = performance.now();
    const turn = crowd.enter();
    if (!turn) {
      tooCrowded(request, response, metrics);
      return;
    }
    response.once('close', () => crowd.leave());
    await turn;
    if (response.destroyed) {
      // Its caller went away while it waited.
      return;
    }
    await tracedFrom(
      drawn(scopeOf(request)),
      () => doorSpan(request, '/graphql'),
      (scope, span) => answer(surroundings, { request, response, url, came }, scope, span),
    );
  };
}

const crowdedBody = Buffer.from(
  JSON.stringify({
    errors: [
      {
        message: 'The gateway has too much to do: try again in a moment.',
        extensions: { code: 'SERVICE_UNAVAILABLE', service: 'gateway' },
      },
    ],
  }),
);
const crowdedHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'content-length': crowdedBody.length,
  'retry-after': '1',
};

/** Said without looking at the request, so that it costs next to nothing. */
function tooCrowded(request: IncomingMessage, response: ServerResponse, metrics: GatewayMetrics): void {
  request.resume();
  response.writeHead(503, crowdedHeaders).end(crowdedBody);
  metrics.operationAnswered('refused', 'SERVICE_UNAVAILABLE', 0);
}

async function answer(
  { server, safelist, doorkeeper, formatError, metrics, logger }: Surroundings,
  { request, response, url, came }: Admitted,
  scope: RequestScope,
  span?: Span,
): Promise<void> {
  let context: RequestContext | undefined;
  let code: string | undefined;
  try {
    context = await doorkeeper.admit(request, scope);
    const { course } = context;
    course.shares = true;
    response.on('close', () => {
      course.abandoned = !response.writableFinished;
      if (course.abandoned) {
        course.cancels?.forEach((cancel) => cancel());
      }
    });
    const result = await server.executeHTTPGraphQLRequest({
      httpGraphQLRequest: admitRequest(safelist, await graphqlRequest(request, url)),
      context: () => Promise.resolve(context as RequestContext),
    });
    if (result.body.kind !== 'complete') {
      throw new Error('the gateway answers in one piece');
    }
    const status = result.status ?? 200;
    for (const [name, value] of Object.entries(context.allowance?.headers() ?? {})) {
      result.headers.set(name, value);
    }
    code = course.code ?? (status < 400 ? 'OK' : 'BAD_USER_INPUT');
    // Empty where the answer was written already, and the server found nothing else to say.
    const body = result.body.string || (course.written ?? '');
    await sendAnswer(request, response, { status, headers: result.headers, body }, scope);
  } catch (error) {
    if (error instanceof RequestAborted) {
      code = 'ABORTED';
    } else {
      const refused = speakInScope(scope, () => refusal(error, formatError));
      ({ code } = refused);
      await sendAnswer(request, response, refused, scope);
    }
  }
  const ms = performance.now() - came;
  const operation = context?.course.operationName ?? 'refused';
  metrics.operationAnswered(operation, code, ms);
  nameOperation(span, { type: context?.course.operationType, name: operation, code, status: response.statusCode });
  const role = context?.principal.role;
  speakInScope(scope, () => logger.info({ operation, code, ms: Math.round(ms * 100) / 100, role }, 'answered'));
}

async function graphqlRequest(request: IncomingMessage, url: URL): Promise<HTTPGraphQLRequest> {
  const headers = new HeaderMap();
  for (const name of ['content-type', 'accept', 'x-apollo-operation-name', 'apollo-require-preflight']) {
    const value = request.headers[name];
    if (typeof value === 'string') {
      headers.set(name, value);
    }
  }
  if (request.method === 'POST') {
    requireJson(request);
  }
  return {
    method: request.method ?? 'GET',
    headers,
    search: url.search,
    body: request.method === 'POST' ? await readJsonBody(request) : undefined,
  };
}
