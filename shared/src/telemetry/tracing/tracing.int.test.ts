import { pino } from 'pino';
import { createDatabase, openDatabase } from '../../database/index.js';
import { openTraceCollector, type TraceCollector } from '../../testing/trace-collector.js';
import { createTestDatabase } from '../../testing/test-database.js';
import { currentScope, runInScope, scopeFrom, type RequestScope } from '../request-scope.js';
import { drawn, startTracing, traced, traceStatements } from './index.js';

const warnings: string[] = [];
const logger = pino(
  { level: 'warn' },
  { write: (line) => void warnings.push((JSON.parse(line) as { msg: string }).msg) },
);
const given = `00-${'a'.repeat(32)}-${'b'.repeat(16)}`;
const sampled = scopeFrom('one', `${given}-01`);
let collector: TraceCollector;
let tracing: { stop(): Promise<void> } | undefined;

const start = async (config: Partial<Parameters<typeof startTracing>[0]['config']> = {}) => {
  tracing = await startTracing({
    service: 'tested',
    config: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, ...config },
    logger,
  });
};
const named = (name: string) => collector.spans.find((span) => span.name === name);
const span = <Result>(scope: RequestScope, name: string, run: () => Promise<Result>) =>
  runInScope(scope, () => traced(() => ({ name }), run));

beforeEach(async () => {
  collector = await openTraceCollector();
});
afterEach(async () => {
  await tracing?.stop();
  await collector.close();
});

test('what a span causes comes below it, in the same trace, and is handed on as its traceparent', async () => {
  await start();
  let handedOn: string | undefined;
  await span(sampled, 'outer', () =>
    traced(
      () => ({ name: 'inner' }),
      async () => void (handedOn = currentScope()?.traceparent),
    ),
  );
  await tracing?.stop();
  const [outer, inner] = [named('outer'), named('inner')];
  expect(outer).toMatchObject({ service: 'tested', traceId: 'a'.repeat(32), parentSpanId: 'b'.repeat(16) });
  expect(inner).toMatchObject({ traceId: 'a'.repeat(32), parentSpanId: outer?.spanId });
  expect(handedOn).toBe(`00-${'a'.repeat(32)}-${inner?.spanId}-01`);
  expect(inner?.attributes['maarad.correlation_id']).toBe('one');
});

test('without a collector, or where the scope is not sampled, no span is made nor described', async () => {
  let described = 0;
  const describe = () => ({ name: `span ${(described += 1)}` });
  const run = () => Promise.resolve(currentScope()?.traceparent);
  expect(await runInScope(sampled, () => traced(describe, run))).toBe(sampled.traceparent);
  await start();
  const unsampled = scopeFrom('one', `${given}-00`);
  expect(await runInScope(unsampled, () => traced(describe, run))).toBe(unsampled.traceparent);
  await traced(describe, run);
  await tracing?.stop();
  expect(described).toBe(0);
  expect(collector.spans).toEqual([]);
});

test('a request that comes without a trace begins one; whether it is recorded is drawn, whatever the caller says', async () => {
  const flag = ({ traceparent }: RequestScope) => traceparent.slice(-2);
  expect(flag(drawn(sampled))).toBe('01');
  await start({ OTEL_TRACES_SAMPLER: 'always_off' });
  expect(flag(drawn(sampled))).toBe('00');
  await tracing?.stop();
  await start({ OTEL_TRACES_SAMPLER: 'parentbased_traceidratio', OTEL_TRACES_SAMPLER_ARG: 1 });
  expect(drawn(scopeFrom('one', `${given}-00`)).traceparent).toBe(`${given}-01`);
  await span(drawn(scopeFrom(undefined, undefined)), 'beginning', () => Promise.resolve());
  await tracing?.stop();
  expect(named('beginning')?.parentSpanId).toBeUndefined();
});

test('one in ten is recorded where nothing else is said', async () => {
  await start();
  const recorded = Array.from({ length: 5_000 }, () => drawn(sampled)).filter(({ traceparent }) =>
    traceparent.endsWith('1'),
  );
  expect(recorded.length / 5_000).toBeGreaterThan(0.05);
  expect(recorded.length / 5_000).toBeLessThan(0.15);
});

test('a statement is told by its text and its table, never by its values; one that fails, by its code', async () => {
  const { url, drop } = await createTestDatabase();
  const database = await openDatabase(createDatabase({ url, entities: [], migrations: [] }));
  await start();
  traceStatements(database);
  await span(sampled, 'request', async () => {
    await database.query('CREATE TABLE people (name text NOT NULL, phone text NOT NULL)');
    await database.query('INSERT INTO people (name, phone) VALUES ($1, $2)', ['Fatima', '+212600000000']);
    await database.query('INSERT INTO people (name, phone) VALUES ($1, $2)', ['Fatima', null]).catch(() => undefined);
  });
  await span(sampled, 'prepared', () =>
    database.query({ name: 'people', text: 'SELECT name FROM people' } as unknown as string),
  );
  await database.query('SELECT name FROM people');
  await database.destroy();
  await drop();
  await tracing?.stop();
  const statements = collector.spans.filter(({ attributes }) => attributes['db.system.name'] === 'postgresql');
  expect(statements.map(({ name, failed, parentSpanId }) => [name, failed, parentSpanId])).toEqual([
    ['CREATE', false, named('request')?.spanId],
    ['INSERT people', false, named('request')?.spanId],
    ['INSERT people', true, named('request')?.spanId],
    ['SELECT people', false, named('prepared')?.spanId],
  ]);
  expect(statements[2]?.attributes).toMatchObject({
    'db.query.text': 'INSERT INTO people (name, phone) VALUES ($1, $2)',
    'error.type': '23502',
  });
  expect(JSON.stringify(collector.spans)).not.toMatch(/Fatima|2126/);
});

test('a collector that is away is said once, and costs nothing else', async () => {
  await collector.close();
  await start();
  await span(sampled, 'lost', () => Promise.resolve());
  await tracing?.stop();
  expect(warnings).toEqual(['the collector takes no traces; they are dropped']);
});
