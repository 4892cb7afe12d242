import type { GraphQLRequestContextResponseForOperation, GraphQLResponse } from '@apollo/server';
import {
  around,
  requestFor,
  type Executor,
  type ExecutorAnswer,
  type ExecutorRequest,
  type Gateway,
} from './gateway-executor.js';
import type { RequestContext } from './request-context.js';
import type { RequestListener } from './request-listener.js';

type Asked = GraphQLRequestContextResponseForOperation<RequestContext>;

/**
 * Runs operations a step before Apollo Server does. The server would hand the executor an object literal with a getter that knows the whole
 * request. V8 11 makes a hidden class of its own for each such object, in old memory: request and answer would stay there until all of the
 * heap is marked, which then happens every second and takes a fifth of the processor. What went wrong is left to the server, which tells of it.
 */
export class EarlyAnswers {
  private executor?: Executor;
  /** What the server has to tell of and must not run again, by the context of which each operation has a copy. */
  private readonly wrong = new WeakMap<object, Promise<ExecutorAnswer>>();

  readonly listener: RequestListener = { responseForOperation: (asked) => this.answer(asked) };

  over(gateway: Gateway): Gateway {
    return around(gateway, (executor) => {
      this.executor = executor;
      return (request) => this.wrong.get(request.context) ?? executor(request);
    });
  }

  private async answer(asked: Asked): Promise<GraphQLResponse | null> {
    const answering = this.executor?.(requestOf(asked));
    const answer = await answering?.catch(() => undefined);
    if (answer && !answer.errors) {
      const { data, extensions } = answer;
      return {
        http: asked.response.http,
        body: { kind: 'single', singleResult: { data, ...(extensions && { extensions }) } },
      };
    }
    if (answering) {
      this.wrong.set(asked.contextValue, answering);
    }
    return null;
  }
}

/** As the server would put it, but for what no executor here looks at. */
function requestOf(asked: Asked): ExecutorRequest {
  const { query, operationName, variables, extensions } = asked.request;
  return requestFor(
    asked as unknown as ExecutorRequest,
    { query, operationName, variables, extensions },
    asked.contextValue,
  );
}
