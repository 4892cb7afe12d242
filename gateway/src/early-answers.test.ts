import { ApolloServer } from '@apollo/server';
import { buildSchema, GraphQLError } from 'graphql';
import { EarlyAnswers } from './early-answers.js';
import type { ExecutorAnswer, ExecutorRequest, Gateway } from './gateway-executor.js';
import type { RequestContext } from './request-context.js';
import { listening } from './request-listener.js';

/** A server over an executor, and what that was asked. */
async function opened(execute: () => Promise<ExecutorAnswer>) {
  const asked: ExecutorRequest[] = [];
  const gateway = {
    onSchemaLoadOrUpdate: (loaded: (schemas: object) => void) => {
      const apiSchema = buildSchema('type Query { a: Int } type Mutation { change: Int }');
      loaded({ apiSchema, coreSupergraphSdl: '' });
      return () => undefined;
    },
    load: () =>
      Promise.resolve({
        executor: (request: ExecutorRequest) => {
          asked.push(request);
          return execute();
        },
      }),
    stop: () => Promise.resolve(),
  } as unknown as Gateway;
  const early = new EarlyAnswers();
  const server = new ApolloServer<RequestContext>({
    gateway: early.over(gateway),
    plugins: [listening(early.listener)],
  });
  await server.start();
  return {
    asked,
    stop: () => server.stop(),
    ask: async (query: string) => {
      const { body } = await server.executeOperation({ query }, { contextValue: {} as RequestContext });
      return body.kind === 'single' ? body.singleResult : body;
    },
  };
}

test('what goes well is run once, before the server would put together what V8 keeps', async () => {
  const { asked, ask, stop } = await opened(() => Promise.resolve({ data: { a: 1 } }));
  expect(await ask('query One { a }')).toEqual({ data: { a: 1 } });
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({ request: { query: 'query One { a }' }, operationName: 'One', context: {} });
  expect(asked[0]).not.toHaveProperty('response');
  await stop();
});

test.each([
  ['has errors', () => Promise.resolve({ data: { change: null }, errors: [new GraphQLError('no')] })],
  ['throws', () => Promise.reject(new GraphQLError('no'))],
])('what %s is run once too, and told by the server', async (_, execute) => {
  const { asked, ask, stop } = await opened(execute);
  const extensions = { code: 'INTERNAL_SERVER_ERROR' };
  expect(await ask('mutation { change }')).toMatchObject({ errors: [{ message: 'no', extensions }] });
  expect(asked).toHaveLength(1);
  await stop();
});
