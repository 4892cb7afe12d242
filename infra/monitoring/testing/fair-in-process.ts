import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exhibitorsService } from '@maarad/exhibitors/service';
import { variables } from '@maarad/gateway/config';
import { startGateway } from '@maarad/gateway/start';
import { partnersService } from '@maarad/partners/service';
import { salesService } from '@maarad/sales/service';
import { schedulingService } from '@maarad/scheduling/service';
import { ensureLocalKeys, mintLocalToken } from '@maarad/shared/auth';
import { readConfig, startService, type ServiceConfig } from '@maarad/shared/runtime';
import { createTestDatabase } from '@maarad/shared/testing';
import { freePort } from '@maarad/shared/testing/free-ports';
import { trainingService } from '@maarad/training/service';

const secret = 'the secret that the gateway and its services share';
const definitions = [exhibitorsService, schedulingService, salesService, trainingService, partnersService];

export interface FairInProcess {
  /** Where each process of the fair would listen, by its name. */
  ports: Map<string, number>;
  /** The labels that each metric of each service is declared with, whether or not it has a value. */
  declared: { name: string; labels: readonly string[] }[];
  /** Asks every statement of every figure of the business. */
  figures(): Promise<{ name: string; rows: Record<string, unknown>[] }[]>;
  graphql(query: string, variables?: object): Promise<{ data?: any; errors?: unknown }>;
  close(): Promise<void>;
}

/** The whole fair in this process, on databases of its own; asked as the organiser. */
export async function fairInProcess(): Promise<FairInProcess> {
  const folder = await mkdtemp(join(tmpdir(), 'maarad-monitoring-'));
  const databases = await Promise.all([...definitions, 'log'].map(() => createTestDatabase()));
  const logUrl = databases.at(-1)?.url;
  const common = { HOST: '127.0.0.1', LOG_LEVEL: 'silent', NODE_ENV: 'test', PRINCIPAL_SECRET: secret };
  const services = await Promise.all(
    definitions.map((definition, index) => {
      const own = { PORT: 0, DATABASE_URL: databases[index]?.url, DATABASE_POOL: 5, EVENT_LOG_URL: logUrl };
      return startService(definition, { ...common, ...own } as ServiceConfig);
    }),
  );
  const ports = new Map(definitions.map(({ name }, index) => [name, services[index]?.port ?? 0]));
  const keys = await ensureLocalKeys(folder);
  const urls = [...ports].map(([name, port]) => [`${name.toUpperCase()}_URL`, `http://127.0.0.1:${port}`]);
  const environment = {
    ...common,
    ...Object.fromEntries(urls),
    PORT: String(await freePort()),
    LOCAL_JWKS: keys.jwksFile,
    OPERATIONS_MANIFESTS: '',
  };
  const gateway = await startGateway(readConfig(variables, environment));
  ports.set('gateway', gateway.port);
  const token = await mintLocalToken(keys, { id: 'organiser', role: 'admin' });
  return {
    ports,
    declared: services.flatMap(({ metrics }) =>
      (metrics.getMetricsAsArray() as unknown as { name: string; labelNames?: string[] }[]).map(
        ({ name, labelNames = [] }) => ({ name, labels: labelNames }),
      ),
    ),
    figures: () =>
      Promise.all(
        definitions.flatMap(({ figures = [] }, index) =>
          figures.map(async ({ name, statement }) => ({
            name,
            rows: (await services[index]?.database.query(statement)) as Record<string, unknown>[],
          })),
        ),
      ),
    async graphql(query, given) {
      const response = await fetch(`http://127.0.0.1:${gateway.port}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query, variables: given }),
      });
      return (await response.json()) as { data?: any; errors?: unknown };
    },
    async close() {
      await gateway.shutdown.run('the test is over');
      await Promise.all(services.map(({ shutdown }) => shutdown.run('the test is over')));
      await Promise.all(databases.map((database) => database.drop()));
      await rm(folder, { recursive: true });
    },
  };
}
