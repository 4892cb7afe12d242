import { CodedError } from '@maarad/shared/errors';
import { GraphQLError, OperationTypeNode, type FormattedExecutionResult } from 'graphql';
import { WrittenData } from './executor/text/written-data.js';
import { CallerLeft, SharedRequests, type SharingKey, type Waiting } from './executor/shared-requests.js';
import {
  around,
  requestFor,
  type Executor,
  type ExecutorAnswer,
  type ExecutorRequest,
  type Gateway,
} from './gateway-executor.js';
import { rightsOf, type Course, type RequestContext } from './request-context.js';

interface Shared {
  answer: ExecutorAnswer;
  unavailable: RequestContext['unavailable'];
}

/**
 * Equal queries of the same rights that come at the same time are run once. One is joined until a service has answered it, so that
 * nobody is told anything older than by sharing requests to services.
 */
export class SharedOperations {
  private readonly shared = new SharedRequests<Shared>();

  over(gateway: Gateway): Gateway {
    return around(gateway, (executor) => (request) => this.answer(request, executor));
  }

  private async answer(request: ExecutorRequest, executor: Executor): Promise<Shared['answer']> {
    const context = request.context as RequestContext;
    const { course } = context;
    if (request.operation.operation !== OperationTypeNode.QUERY) {
      try {
        return await executor(request);
      } finally {
        this.shared.somethingChanged();
      }
    }
    if (!course.shares) {
      return executor(request);
    }
    const answer = await this.sharedAnswer(request, executor);
    if (answer.data instanceof WrittenData) {
      course.written = answer.data.text;
    }
    return answer;
  }

  private async sharedAnswer(request: ExecutorRequest, executor: Executor): Promise<Shared['answer']> {
    const context = request.context as RequestContext;
    const { course } = context;
    try {
      const run = (flight: Waiting, close: () => void) => runForAll(request, executor, flight, close);
      const { answer, unavailable } = await this.shared.ask(keyOf(request, context), course, run);
      unavailable.forEach((each, service) => context.unavailable.set(service, each));
      return answer;
    } catch (error) {
      if (error instanceof CallerLeft) {
        return { errors: [callerLeft(error)] };
      }
      throw error;
    }
  }
}

const keyOf = ({ request, queryHash }: ExecutorRequest, context: RequestContext): SharingKey => ({
  rights: rightsOf(context),
  question: `${queryHash} ${request.operationName ?? ''} ${JSON.stringify(request.variables ?? {})}`,
});

/** As the first who asks, who may leave before the others. */
async function runForAll(
  request: ExecutorRequest,
  executor: Executor,
  flight: Waiting,
  close: () => void,
): Promise<Shared> {
  const context = request.context as RequestContext;
  const course: Course = Object.assign(flight, { shares: true, deadline: context.course.deadline, heard: close });
  const unavailable: Shared['unavailable'] = new Map();
  const { principal, scope, handedOn, allowance, rights } = context;
  const own: RequestContext = { principal, scope, handedOn, allowance, unavailable, rights, course };
  const answer = await executor(requestFor(request, request.request, own));
  return { answer, unavailable };
}

const callerLeft = ({ message }: CallerLeft): GraphQLError =>
  new GraphQLError(message, { originalError: new CodedError('SERVICE_UNAVAILABLE', message, { service: 'gateway' }) });

/** Only who sends an answer takes it written: others look into it. */
export const takesText = ({ context }: Pick<ExecutorRequest, 'context'>): boolean =>
  (context as RequestContext).course.shares ?? false;

const texts = new WeakMap<object, string>();

/** An answer as it is sent: what several share is written once. */
export function textOf({ data, ...others }: FormattedExecutionResult): string {
  if (!data || others.errors || others.extensions) {
    return `${JSON.stringify({ errors: others.errors, data, extensions: others.extensions })}\n`;
  }
  if (data instanceof WrittenData) {
    // Sent as it is: see `Course.written`.
    return '';
  }
  const known = texts.get(data);
  if (known !== undefined) {
    return known;
  }
  const text = `${JSON.stringify({ data })}\n`;
  texts.set(data, text);
  return text;
}
