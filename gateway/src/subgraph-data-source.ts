import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { CodedError } from '@maarad/shared/errors';
import type { Logger } from '@maarad/shared/telemetry';
import type { GatewayMetrics } from './metrics.js';
import type { Posted } from './post-json.js';
import { postTraced } from './post-traced.js';
import type { RequestContext } from './request-context.js';
import type { Service } from './services.js';

type Answer = Awaited<ReturnType<GraphQLDataSource<RequestContext>['process']>>;

/** Asks one service its part of an operation, as the caller. */
export class SubgraphDataSource implements GraphQLDataSource<RequestContext> {
  private readonly path: string;

  constructor(
    private readonly service: Service,
    private readonly patienceMs: number,
    private readonly metrics: GatewayMetrics,
    private readonly logger: Logger,
  ) {
    this.path = service.path('/graphql');
  }

  /** @throws CodedError SERVICE_UNAVAILABLE, naming the service, when it gives no answer that can be read. */
  async process(options: GraphQLDataSourceProcessOptions<RequestContext>): Promise<Answer> {
    const { request, context } = options;
    const { name } = this.service;
    const { unavailable, handedOn, course } = context as RequestContext;
    const known = unavailable.get(name);
    if (known) {
      throw known;
    }
    if (course.abandoned && isQuery(options)) {
      throw new CodedError('SERVICE_UNAVAILABLE', 'The caller went away.', { service: name });
    }
    const { query, variables, operationName } = request;
    const started = performance.now();
    try {
      const body = JSON.stringify({ query, variables, operationName });
      const patienceMs = Math.max(Math.min(this.patienceMs, course.deadline - started), 0);
      const posted = await postTraced(this.service, { path: this.path, headers: handedOn, body, patienceMs });
      const answer = this.read(posted);
      this.metrics.serviceAnswered(name, 'answered', performance.now() - started);
      return answer;
    } catch (error) {
      this.metrics.serviceAnswered(name, 'failed', performance.now() - started);
      if (error instanceof RefusedPrincipal) {
        throw error;
      }
      this.logger.warn({ err: error, service: name }, 'a service gave no answer');
      const refusal = new CodedError(
        'SERVICE_UNAVAILABLE',
        `The service ${name} does not answer.`,
        { service: name },
        { cause: error },
      );
      unavailable.set(name, refusal);
      throw refusal;
    }
  }

  private read({ status, body }: Posted): Answer {
    if (status === 401) {
      throw new RefusedPrincipal(
        `The service ${this.service.name} refuses the principal that the gateway signed: do they share PRINCIPAL_SECRET?`,
      );
    }
    if (status >= 500) {
      throw new Error(`answered with status ${status}`);
    }
    const answer = JSON.parse(body) as Answer | null;
    if (typeof answer !== 'object' || answer === null || !('data' in answer || 'errors' in answer)) {
      throw new Error(`answered with status ${status} and something that is no GraphQL answer`);
    }
    return answer;
  }
}

const isQuery = (options: GraphQLDataSourceProcessOptions<RequestContext>): boolean =>
  'incomingRequestContext' in options && options.incomingRequestContext.operation?.operation === 'query';

/** The caller did nothing wrong: this is a fault of the installation. */
class RefusedPrincipal extends Error {}
