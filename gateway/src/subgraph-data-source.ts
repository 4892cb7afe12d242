import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { CodedError } from '@maarad/shared/errors';
import { speakInScope, type Logger } from '@maarad/shared/telemetry';
import { parse } from 'graphql';
import type { GatewayMetrics } from './metrics.js';
import { Circuit, isSpared, SaysNothing } from './executor/circuit.js';
import type { AnswerText, TextSource, WithBody } from './executor/run.js';
import { CallerLeft, type SharedRequests, type Waiting } from './executor/shared-requests.js';
import type { UnansweredPart } from './missing-fields.js';
import type { Posted } from './post-json.js';
import { postTraced } from './post-traced.js';
import { rightsOf, type RequestContext } from './request-context.js';
import type { Service } from './services.js';
import { noAnswer } from './silence.js';

type Options = WithBody<RequestContext>;
type Answer = Awaited<ReturnType<GraphQLDataSource<RequestContext>['process']>>;

/** Asks one service its part of an operation, as the caller. */
export class SubgraphDataSource implements TextSource<RequestContext> {
  private readonly path: string;
  private readonly circuit: Circuit;

  /** @param shared what is on its way to this service and to all others */
  constructor(
    private readonly service: Service,
    private readonly patienceMs: number,
    private readonly shared: SharedRequests<Posted>,
    private readonly metrics: GatewayMetrics,
    private readonly logger: Logger,
  ) {
    this.path = service.path('/graphql');
    this.circuit = new Circuit((open) => {
      metrics.serviceSpared(service.name, open);
      logger.warn({ service: service.name, open }, 'a service that gives no answers is spared, or answers again');
    });
  }

  /** @throws CodedError SERVICE_UNAVAILABLE, naming the service, when it gives no answer that can be read. */
  async process(options: Options): Promise<Answer> {
    return this.read(options, await this.ask(options));
  }

  async ask(options: Options): Promise<AnswerText> {
    const context = options.context as RequestContext;
    const { unavailable, course } = context;
    const { name } = this.service;
    const known = unavailable.get(name);
    if (known) {
      known.parts.push(partOf(options));
      throw known.refusal;
    }
    if (course.abandoned && isQuery(options)) {
      throw callerLeft(name);
    }
    const { query, variables, operationName } = options.request;
    const started = performance.now();
    try {
      const body = options.body ?? JSON.stringify({ query, variables, operationName });
      const posted = await this.send(body, context, isQuery(options));
      course.heard?.();
      return { status: posted.status, body: posted.body, ms: performance.now() - started };
    } catch (error) {
      course.heard?.();
      if (error instanceof CallerLeft) {
        throw callerLeft(name);
      }
      throw this.refusalOf(options, error, performance.now() - started);
    }
  }

  read(options: Options, answer: AnswerText): Answer {
    try {
      const read = this.heard(this.parse(answer));
      this.metrics.serviceAnswered(this.service.name, 'answered', answer.ms);
      return read;
    } catch (error) {
      throw this.refusalOf(options, error, answer.ms);
    }
  }

  wasRead({ ms }: AnswerText): void {
    this.service.silence.end();
    this.metrics.serviceAnswered(this.service.name, 'answered', ms);
  }

  /** What an operation is told that gets no answer, or none that can be read. */
  private refusalOf(options: Options, error: unknown, ms: number): unknown {
    const { name } = this.service;
    const { scope, unavailable } = options.context as RequestContext;
    const spared = isSpared(error);
    if (!spared) {
      this.metrics.serviceAnswered(name, 'failed', ms);
    }
    if (error instanceof RefusedPrincipal) {
      return error;
    }
    if (!spared) {
      speakInScope(scope, () => this.logger.warn({ err: error, service: name }, 'a service gave no answer'));
    }
    const refusal = noAnswer(this.service, error);
    unavailable.set(name, { refusal, parts: [...(unavailable.get(name)?.parts ?? []), partOf(options)] });
    return refusal;
  }

  // The way of every request to a service: each promise less is felt.
  private send(body: string, context: RequestContext, isQuery: boolean): Promise<Posted> {
    const { handedOn, course } = context;
    const asked = performance.now();
    const patienceMs = Math.max(Math.min(this.patienceMs, course.deadline - asked), 0);
    const inFull = patienceMs === this.patienceMs;
    const post = (flight?: Waiting) => {
      const failed = (error: unknown): never => {
        const hurried = !inFull && performance.now() - asked >= patienceMs;
        throw flight?.abandoned || hurried ? new SaysNothing('had not its full time', { cause: error }) : error;
      };
      const request = { path: this.path, headers: handedOn, body, patienceMs, flight };
      return this.circuit.run(() => postTraced(this.service, request).then(requireAnswer).catch(failed));
    };
    if (!isQuery) {
      return post().finally(() => this.shared.somethingChanged());
    }
    const rights = course.shares && inFull ? `${this.service.name} ${rightsOf(context)}` : undefined;
    return this.shared.ask(rights === undefined ? undefined : { rights, question: body }, course, post);
  }

  private parse({ status, body }: Posted): Answer {
    if (status === 401) {
      throw new RefusedPrincipal(
        `The service ${this.service.name} refuses the principal that the gateway signed: do they share PRINCIPAL_SECRET?`,
      );
    }
    const answer = JSON.parse(body.toString()) as Answer | null;
    if (typeof answer !== 'object' || answer === null || !('data' in answer || 'errors' in answer)) {
      throw new Error(`answered with status ${status} and something that is no GraphQL answer`);
    }
    return answer;
  }

  /** A service that answers that it cannot, since its database is away, is as good as silent. */
  private heard(answer: Answer): Answer {
    const { silence } = this.service;
    const away = answer.errors?.filter(({ extensions }) => extensions?.code === 'SERVICE_UNAVAILABLE') ?? [];
    if (away.length === 0) {
      silence.end();
      return answer;
    }
    const since = silence.goOn().toISOString();
    away.forEach(({ extensions }) => Object.assign(extensions as object, { since }));
    return answer;
  }
}

function requireAnswer(posted: Posted): Posted {
  if (posted.status >= 500) {
    throw new Error(`answered with status ${posted.status}`);
  }
  return posted;
}

const partOf = ({ request, ...options }: GraphQLDataSourceProcessOptions<RequestContext>): UnansweredPart => ({
  path: ('pathInIncomingRequest' in options && options.pathInIncomingRequest) || [],
  document: ('document' in options && options.document) || parse(request.query ?? ''),
});

const isQuery = (options: GraphQLDataSourceProcessOptions<RequestContext>): boolean =>
  'incomingRequestContext' in options && options.incomingRequestContext.operation?.operation === 'query';

const callerLeft = (service: string) => new CodedError('SERVICE_UNAVAILABLE', 'The caller went away.', { service });

/** The caller did nothing wrong: this is a fault of the installation. */
class RefusedPrincipal extends Error {}
