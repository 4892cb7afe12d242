import { readFileSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import type { PrincipalVerifier } from '../auth/index.js';
import type { Consumption, EventLog } from '../messaging/event-log.js';
import type { EventHandlers } from '../messaging/event-handler.js';
import { newId } from '../runtime/id.js';
import type { Route, Routes } from '../runtime/http-server.js';
import type { Logger } from '../telemetry/index.js';
import { ConsumerSwitch } from './consumer-switch.js';
import { Flows } from './flows.js';
import { startHeartbeat } from './heartbeat.js';
import { operationsRoutes } from './operations-routes.js';
import { Traffic } from './traffic.js';
import { WatchedChecks } from './watched-checks.js';

export interface OperationsOptions {
  group: string;
  log: EventLog;
  database: DataSource;
  handlers: EventHandlers;
  logger: Logger;
  wakeRelay: () => void;
  consume: () => Promise<Consumption>;
  /** What the relay sends and the consumer handles is told to it. */
  flows?: Flows;
  /** What is checked beside the database and the event log. */
  checks?: Record<string, () => Promise<unknown>>;
  /** Ends this process for its supervisor to start another. */
  drain?: () => void;
  /** How often the process says that it is there, and hears what administrators decided. */
  everyMs?: number;
}

export interface Operations {
  traffic: Traffic;
  /** The same route, with its answers counted. */
  measured(route: Route): Route;
  routes(principals: PrincipalVerifier): Routes;
  stop(): Promise<void>;
}

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const endForSupervisor = () => void process.kill(process.pid, 'SIGTERM');

/** Runs the consumer as administrators want it, and tells them of this process and its service. */
export async function startOperations(options: OperationsOptions): Promise<Operations> {
  const { database, log, logger, group, handlers, drain = endForSupervisor, everyMs } = options;
  const { flows = new Flows(handlers) } = options;
  const traffic = new Traffic();
  const consumer = new ConsumerSwitch(options.consume, logger);
  const checks = new WatchedChecks({
    ...{ database: () => database.query('SELECT 1'), eventLog: () => log.check() },
    ...options.checks,
  });
  let draining = false;
  let first: Promise<void> | undefined;
  const heartbeat = await startHeartbeat({
    ...{ database, traffic, flows, logger, group, everyMs },
    instance: { id: newId(), version, startedAt: new Date() },
    onBeat: (decided) => {
      const settled = consumer.settle(decided.paused);
      first ??= settled;
      settled.catch((error: unknown) => logger.warn({ err: error }, 'the consumer could not be started or stopped'));
      void checks.observe();
      if (decided.draining && !draining) {
        draining = true;
        logger.info('an administrator drains this instance');
        drain();
      }
    },
  });
  await first;
  return {
    traffic,
    measured: (route) => async (request, response, url) => {
      const started = performance.now();
      response.once('finish', () => traffic.answered(performance.now() - started));
      await route(request, response, url);
    },
    routes: (principals) => operationsRoutes({ ...options, principals, checks, flows, version }),
    stop: async () => {
      await heartbeat.stop();
      await consumer.stop();
    },
  };
}
