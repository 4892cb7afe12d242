import type { Registry } from 'prom-client';
import type { MixedList } from 'typeorm';
import { PrincipalVerifier } from '../auth/index.js';
import { createDatabase, openDatabase } from '../database/index.js';
import { buildSubgraph, graphqlRoute, type SubgraphOptions } from '../graphql/index.js';
import { openEventLog, pruningOutbox, type EventHandlers } from '../messaging/index.js';
import {
  countInDatabase,
  createLogger,
  createMetrics,
  gaugeDatabaseSize,
  gaugeDisk,
  showFigures,
  watchRootFields,
  type BusinessFigure,
  startTracing,
  traceStatements,
} from '../telemetry/index.js';
import { startChores, type Chore } from './chores.js';
import { systemClock, type Clock } from './clock.js';
import type { ServiceConfig } from './config.js';
import { healthRoutes } from './health.js';
import { serveHttp, type Route, type Routes } from './http-server.js';
import { Shutdown } from './shutdown.js';
import { startMessaging } from './start-messaging.js';
import type { Logger } from '../telemetry/index.js';
import type { DataSource } from 'typeorm';

/** What a service does all the time beside answering, and how it ends. */
export type ServiceLoop = (surroundings: { database: DataSource; clock: Clock; logger: Logger; metrics: Registry }) => {
  stop(): Promise<unknown>;
};

export interface ServiceDefinition {
  name: string;
  entities: MixedList<NewableFunction>;
  migrations: NewableFunction[];
  subgraph: SubgraphOptions;
  handlers: EventHandlers;
  /** What its metrics show of the fair's business. */
  figures?: readonly BusinessFigure[];
  /** What it does by itself at intervals, in one process at a time. */
  chores?: readonly Chore[];
  /** What every process of it does all the time, by name. */
  loops?: Record<string, ServiceLoop>;
  /** Paths of the service's own beside `/graphql`: streams and files. */
  routes?: (surroundings: {
    database: DataSource;
    principals: PrincipalVerifier;
    logger: Logger;
    /** Aborted when the process stops: a stream that would go on for ever ends then. */
    stopping: AbortSignal;
  }) => Record<string, Route>;
}

export interface RunningService {
  port: number;
  database: DataSource;
  metrics: Registry;
  shutdown: Shutdown;
}

/** Starts a service: database, event log, relay, consumer, server; what was started last is stopped first. */
export async function startService(
  definition: ServiceDefinition,
  config: ServiceConfig,
  clock: Clock = systemClock,
): Promise<RunningService> {
  const { name } = definition;
  const logger = createLogger(name, config.LOG_LEVEL);
  const metrics = createMetrics();
  const shutdown = new Shutdown(logger);
  try {
    const traces = await startTracing({ service: name, config, logger });
    shutdown.before('traces', () => traces.stop());

    const database = await openDatabase(
      createDatabase({
        url: config.DATABASE_URL,
        poolSize: config.DATABASE_POOL,
        applicationName: name,
        entities: definition.entities,
        migrations: definition.migrations,
      }),
    );
    shutdown.before('database', () => database.destroy());
    traceStatements(database);

    const log = await openEventLog({
      kafkaBrokers: config.KAFKA_BROKERS,
      eventLogUrl: config.EVENT_LOG_URL,
      clientId: name,
      logger,
    });
    shutdown.before('event log', () => log.close());

    const { handlers } = definition;
    const { wakeRelay, operations, watchdog } = await startMessaging({
      ...{ name, handlers, database, log, metrics, logger, shutdown },
    });
    countInDatabase(database, metrics);
    gaugeDatabaseSize(metrics, database);
    gaugeDisk(metrics);
    showFigures(definition.figures ?? [], database, metrics);

    const ownChores = [...(definition.chores ?? []), pruningOutbox(config.OUTBOX_RETENTION_DAYS, metrics)];
    const chores = startChores(ownChores, { database, clock, wakeRelay, logger });
    shutdown.before('chores', () => chores.stop());

    for (const [loop, begin] of Object.entries(definition.loops ?? {})) {
      const running = begin({ database, clock, logger, metrics });
      shutdown.before(loop, () => running.stop());
    }

    const stopping = new AbortController();
    const principals = new PrincipalVerifier(config.PRINCIPAL_SECRET);
    const schema = buildSubgraph(definition.subgraph);
    const { refused } = watchRootFields(schema, metrics);
    const graphql = await graphqlRoute({
      schema,
      database,
      principals,
      clock,
      logger,
      wakeRelay,
      onFault: () => operations.traffic.fault(),
      onRefused: refused,
    });
    const routes: Routes = {
      'POST /graphql': operations.measured(graphql.route),
      ...operations.routes(principals),
      'GET /metrics': async (_request, response) => {
        response.writeHead(200, { 'content-type': metrics.contentType }).end(await metrics.metrics());
      },
      ...healthRoutes({
        database: () => database.query('SELECT 1'),
        eventLog: () => log.check(),
        consumer: () => watchdog.check(),
      }),
      ...definition.routes?.({ database, principals, logger, stopping: stopping.signal }),
    };
    const server = await serveHttp(routes, config.PORT, config.HOST, logger);
    shutdown.before('graphql', () => graphql.stop());
    shutdown.before('http server', () => server.close());
    shutdown.before('streams', () => Promise.resolve(stopping.abort()));
    logger.info({ port: server.port }, 'started');
    return { port: server.port, database, metrics, shutdown };
  } catch (error) {
    logger.fatal({ err: error }, 'could not start');
    await shutdown.run('could not start');
    throw error;
  }
}
