import { CodedError } from '@maarad/shared/errors';
import { scopeFrom } from '@maarad/shared/telemetry';
import { parse, type OperationDefinitionNode } from 'graphql';
import { abandon } from './executor/shared-requests.js';
import type { RequestContext } from './request-context.js';
import { SharedOperations, textOf } from './shared-operations.js';

type Gateway = Parameters<SharedOperations['over']>[0];
type Executor = NonNullable<Awaited<ReturnType<Gateway['load']>>['executor']>;
type Request = Parameters<Executor>[0];

const context = (id = 'a'): RequestContext => ({
  principal: { id, role: 'visitor' },
  scope: scopeFrom(`of ${id}`, undefined),
  handedOn: { 'x-correlation-id': `of ${id}`, 'accept-language': 'ar' },
  unavailable: new Map(),
  course: { abandoned: false, deadline: Infinity, shares: true },
});

function asked(source: string, of = context(), variables?: Record<string, unknown>): Request {
  const [operation] = parse(source).definitions as OperationDefinitionNode[];
  return { request: { query: source, variables }, queryHash: source, operation, context: of } as unknown as Request;
}

/** Operations that are answered when the test says so. */
async function opened() {
  const runs: { context: RequestContext; answer: (data: Record<string, unknown>) => void }[] = [];
  const gateway = {
    load: () =>
      Promise.resolve({
        executor: (request: Request) =>
          new Promise((resolve) => {
            runs.push({ context: request.context as RequestContext, answer: (data) => resolve({ data }) });
          }),
      }),
  } as unknown as Gateway;
  const { executor } = await new SharedOperations().over(gateway).load({ apollo: {} });
  return { runs, ask: executor as Executor };
}

test('equal queries at the same time are run once; other variables, rights or texts are others', async () => {
  const { runs, ask } = await opened();
  const both = [ask(asked('{ a }')), ask(asked('{ a }'))];
  void ask(asked('{ a }', context(), { first: 1 }));
  void ask(asked('{ a }', context('b')));
  void ask(asked('{ b }'));
  expect(runs).toHaveLength(4);
  runs[0]!.answer({ a: 1 });
  expect(await Promise.all(both)).toEqual([{ data: { a: 1 } }, { data: { a: 1 } }]);
});

test('what tells of a change, and what changes something, is run for itself; nobody joins what was before it', async () => {
  const { runs, ask } = await opened();
  const alone = context();
  alone.course.shares = false;
  const before = ask(asked('{ a }'));
  void ask(asked('{ a }', alone));
  const changing = ask(asked('mutation { a }'));
  void ask(asked('mutation { a }'));
  expect(runs).toHaveLength(4);
  runs[2]!.answer({ a: 2 });
  await changing;
  const after = ask(asked('{ a }'));
  runs[0]!.answer({ a: 1 });
  runs[4]!.answer({ a: 2 });
  expect([await before, await after]).toEqual([{ data: { a: 1 } }, { data: { a: 2 } }]);
});

test('nobody joins a query that a service has answered already', async () => {
  const { runs, ask } = await opened();
  void ask(asked('{ a }'));
  runs[0]!.context.course.heard?.();
  void ask(asked('{ a }'));
  expect(runs).toHaveLength(2);
});

test('it is given up when the last one has left, and not before', async () => {
  const { runs, ask } = await opened();
  const [first, second] = [context(), context()];
  const [one, other] = [ask(asked('{ a }', first)), ask(asked('{ a }', second))];
  abandon(first.course);
  expect((await one).errors?.[0]?.originalError).toBeInstanceOf(CodedError);
  expect(runs[0]!.context.course.abandoned).toBe(false);
  abandon(second.course);
  await other;
  expect(runs[0]!.context.course.abandoned).toBe(true);
});

test('each knows which service is missing', async () => {
  const { runs, ask } = await opened();
  const [first, second] = [context(), context()];
  const both = [ask(asked('{ a }', first)), ask(asked('{ a }', second))];
  const owed = { refusal: new CodedError('SERVICE_UNAVAILABLE', 'away'), parts: [] };
  runs[0]!.context.unavailable.set('sales', owed);
  runs[0]!.answer({ a: null });
  await Promise.all(both);
  expect([first.unavailable.get('sales'), second.unavailable.get('sales')]).toEqual([owed, owed]);
});

test('the text of an answer', () => {
  const data = { a: 1 };
  expect([textOf({ data }), textOf({ data })]).toEqual(['{"data":{"a":1}}\n', '{"data":{"a":1}}\n']);
  expect(textOf({ data, errors: [{ message: 'no' }] })).toBe('{"errors":[{"message":"no"}],"data":{"a":1}}\n');
  expect(textOf({ data: null })).toBe('{"data":null}\n');
});
