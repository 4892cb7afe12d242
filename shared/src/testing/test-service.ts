import { graphql, type ExecutionResult, type GraphQLSchema } from 'graphql';
import type { DataSource } from 'typeorm';
import { anonymous, type Principal } from '../auth/index.js';
import type { NewEvent } from '../contracts/define-event.js';
import { createDatabase, openDatabase } from '../database/index.js';
import { buildSubgraph, errorFormatter, type Context, type Language, type SubgraphOptions } from '../graphql/index.js';
import { deliveriesOf, handleDeliveries } from '../messaging/inbox.js';
import type { ServiceDefinition } from '../runtime/run-service.js';
import { createLogger } from '../telemetry/index.js';
import { AdministratorsMutations } from './administrators-mutations.js';
import { createTestDatabase, testTemplate } from './test-database.js';

export interface Asking {
  as?: Principal;
  language?: Language;
}

/** A service in process, on a real PostgreSQL: asked through its schema, told through its handlers. */
export interface TestService {
  database: DataSource;
  schema: GraphQLSchema;
  context(asking?: Asking): Context;
  /** Runs an operation; the errors are as the gateway would see them. */
  execute(
    source: string,
    variables?: Record<string, unknown>,
    asking?: Asking,
  ): Promise<ExecutionResult<Record<string, any>>>;
  /** The same for an operation that must succeed: its data. */
  data(source: string, variables?: Record<string, unknown>, asking?: Asking): Promise<Record<string, any>>;
  /** The code of the first error of an operation that must fail, with its details. */
  refusal(
    source: string,
    variables?: Record<string, unknown>,
    asking?: Asking,
  ): Promise<{ code: string; message: string } & Record<string, any>>;
  /** Hands events to the service's handlers, through the inbox, as its consumer does. */
  deliver(...events: NewEvent[]): Promise<void>;
  /** What the service has told so far, in order; only events of this type where one is named. */
  told(type?: string): Promise<{ type: string; subject: string; sequence: string; data: any }[]>;
  /** How many SQL statements an action runs. */
  countStatements(action: () => Promise<unknown>): Promise<number>;
  setNow(now: Date): void;
  /** @throws Error when a mutation that an administrator ran is not in the audit */
  close(): Promise<void>;
}

export const organiser: Principal = { id: 'organiser', role: 'admin' };
export const actingFor = (exhibitorId: string): Principal => ({
  id: `exhibitor-${exhibitorId}`,
  role: 'exhibitor',
  exhibitorId,
});

export async function testService(
  definition: Pick<ServiceDefinition, 'entities' | 'migrations' | 'subgraph' | 'handlers'>,
): Promise<TestService> {
  const { entities, migrations } = definition;
  const template = await testTemplate(
    migrations.map(({ name }) => name),
    async (url) => (await openDatabase(createDatabase({ url, entities, migrations }))).destroy(),
  );
  const testDatabase = await createTestDatabase(template);
  let statements = 0;
  const count = () => {
    statements += 1;
  };
  const silent = () => undefined;
  const database = await openDatabase(
    createDatabase({
      url: testDatabase.url,
      poolSize: 60,
      ...{ entities, migrations },
      logger: {
        logQuery: count,
        logQueryError: silent,
        logQuerySlow: silent,
        logSchemaBuild: silent,
        logMigration: silent,
        log: silent,
      },
    }),
  );
  const schema = schemaOf(definition.subgraph);
  const format = errorFormatter(createLogger('test', process.env.LOG_LEVEL ?? 'silent'));
  const administrators = new AdministratorsMutations();
  let now: Date | undefined;
  let offset = 0;

  const service: TestService = {
    database,
    schema,
    context: ({ as = anonymous, language }: Asking = {}) => ({
      principal: as,
      language,
      database,
      clock: { now: () => now ?? new Date() },
      wakeRelay: silent,
    }),
    async execute(source, variables, asking) {
      const contextValue = service.context(asking);
      const { data, errors } = await administrators.run({ source, variables, as: contextValue.principal }, () =>
        graphql({ schema, source, variableValues: variables, contextValue }),
      );
      return {
        ...(data !== undefined && { data: JSON.parse(JSON.stringify(data)) }),
        ...(errors && { errors: errors.map((error) => format(error.toJSON(), error)) as never }),
      };
    },
    async data(source, variables, asking) {
      const { data, errors } = await service.execute(source, variables, asking);
      if (errors) {
        throw new Error(JSON.stringify(errors, null, 2));
      }
      return data ?? {};
    },
    async refusal(source, variables, asking) {
      const { errors } = await service.execute(source, variables, asking);
      const [error] = errors ?? [];
      if (!error) {
        throw new Error('The operation was expected to be refused.');
      }
      return { message: error.message, ...(error.extensions as { code: string }) };
    },
    async deliver(...events) {
      for (const { topic, subject, event } of events) {
        const record = {
          topic,
          key: subject,
          value: JSON.stringify({ sequence: '0000000001', ...event }),
          headers: {},
          partition: 0,
          offset: String(offset++),
        };
        await handleDeliveries(database, deliveriesOf(record, definition.handlers));
      }
    },
    async told(type) {
      const rows: { event: { type: string; subject: string; sequence: string; data: unknown } }[] =
        await database.query(
          `SELECT event FROM outbox WHERE $1::text IS NULL OR event->>'type' = $1 ORDER BY position`,
          [type ?? null],
        );
      return rows.map(({ event }) => event);
    },
    async countStatements(action) {
      statements = 0;
      await action();
      return statements;
    },
    setNow(instant) {
      now = instant;
    },
    async close() {
      try {
        await administrators.requireAudited(database);
      } finally {
        await database.destroy();
        await testDatabase.drop();
      }
    },
  };
  return service;
}

const schemas = new WeakMap<SubgraphOptions, GraphQLSchema>();

/** Making one takes longer than many a test file: those that share a service's modules share it. */
function schemaOf(options: SubgraphOptions): GraphQLSchema {
  const schema = schemas.get(options) ?? buildSubgraph(options);
  schemas.set(options, schema);
  return schema;
}
