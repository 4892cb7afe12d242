import type { ApolloServer } from '@apollo/server';

/** What Apollo Server takes as a gateway. */
export type Gateway = NonNullable<ConstructorParameters<typeof ApolloServer>[0]['gateway']>;

/** Runs one operation. */
export type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;
export type ExecutorRequest = Parameters<Executor>[0];
export type ExecutorAnswer = Awaited<ReturnType<Executor>>;

/** What an executor here looks at, in one literal: with a spread V8 makes a hidden class for each request. */
export const requestFor = (
  asked: Omit<ExecutorRequest, 'request' | 'context'>,
  request: ExecutorRequest['request'],
  context: ExecutorRequest['context'],
): ExecutorRequest =>
  ({
    request,
    context,
    operationName: asked.operationName,
    logger: asked.logger,
    schema: asked.schema,
    cache: asked.cache,
    queryHash: asked.queryHash,
    document: asked.document,
    source: asked.source,
    operation: asked.operation,
    metrics: asked.metrics,
    overallCachePolicy: asked.overallCachePolicy,
  }) as ExecutorRequest;

/** The gateway with something around its executor. */
export const around = (gateway: Gateway, wrap: (executor: Executor) => Executor): Gateway => ({
  onSchemaLoadOrUpdate: (callback) => gateway.onSchemaLoadOrUpdate(callback),
  load: async (options) => {
    const { executor } = await gateway.load(options);
    return { executor: executor && wrap(executor) };
  },
  stop: () => gateway.stop(),
});
