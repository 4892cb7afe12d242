import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { ensureLocalKeys, mintLocalToken, type LocalKeys, type Principal } from '@maarad/shared/auth';
import { parse } from 'graphql';
import type { GatewayConfig } from '../src/config.js';
import { operationsSubgraph } from '../src/operations/operations-schema.js';
import { startGateway, type RunningGateway } from '../src/start-gateway.js';
import { CannedFeed } from './canned-feed.js';
import { CannedService, refused, secret } from './canned-services.js';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';

const cooperatives = Array.from({ length: 10 }, (_, index) => ({
  id: `e${index + 1}`,
  name: `Cooperative ${index + 1}`,
}));

const exhibitors = () =>
  new CannedService(
    `${link}
    type Query { exhibitors(first: Int): ExhibitorConnection!  exhibitor(id: ID!): Exhibitor  everyone: [Exhibitor!]!  whoAmI: String!  failing(code: String!): String  faulty: String }
    type Mutation { rename(id: ID!, name: String!): Exhibitor! }
    type ExhibitorConnection { nodes: [Exhibitor!]!  totalCount: Int! }
    type Exhibitor @key(fields: "id") { id: ID!  name: String!  neighbour: Exhibitor  neighbours(first: Int): ExhibitorConnection! }`,
    {
      Query: {
        exhibitors: (_: unknown, { first }: { first?: number }) => ({
          nodes: cooperatives.slice(0, first ?? 10),
          totalCount: 10,
        }),
        exhibitor: (_: unknown, { id }: { id: string }) => cooperatives.find((one) => one.id === id),
        everyone: () => cooperatives,
        whoAmI: (_: unknown, __: unknown, { principal }: { principal: Principal }) => JSON.stringify(principal),
        failing: (_: unknown, { code }: { code: string }) => {
          throw refused(code, { detail: 'kept', ...(code === 'INTERNAL' && { correlationId: 'the-service-s-own' }) });
        },
        faulty: () => {
          throw new Error('connection to database "secret" refused');
        },
      },
      Mutation: { rename: (_: unknown, { id, name }: { id: string; name: string }) => ({ id, name }) },
      Exhibitor: {
        __resolveReference: ({ id }: { id: string }) => cooperatives.find((one) => one.id === id),
        neighbour: () => cooperatives[0],
        neighbours: () => ({ nodes: cooperatives, totalCount: 10 }),
      },
    },
  );

const sales = () =>
  new CannedService(
    `${link}
    type Query { bestSeller: Product  product(id: ID!): Product  order(id: ID!): Order }
    type Product @key(fields: "id") { id: ID!  name: String!  seller: Exhibitor }
    type Order @key(fields: "id") { id: ID!  receipt: String! }
    type SalesSummary { orders: Int!  revenue: String! }
    type Exhibitor @key(fields: "id") { id: ID!  sales: SalesSummary  products: [Product!] }`,
    {
      Query: {
        bestSeller: () => ({ id: 'p1', name: 'Argan oil' }),
        product: (_: unknown, { id }: { id: string }) =>
          id === 'gone' ? null : { id, name: `Product ${id}`, seller: { id: 'e1' } },
        order: (_: unknown, { id }: { id: string }, { principal }: { principal: Principal }) => {
          if (principal.role !== 'admin' && principal.exhibitorId !== 'e1') {
            throw refused('FORBIDDEN');
          }
          return { id, receipt: `Receipt ${id}` };
        },
      },
      Exhibitor: {
        __resolveReference: ({ id }: { id: string }) => ({ id }),
        sales: () => ({ orders: 3, revenue: '450.00' }),
        products: () => [{ id: 'p1', name: 'Argan oil' }],
      },
    },
  );

const nothing = (name: string) => () => new CannedService(`${link} type Query { ${name}: String }`, {});

const builders = {
  exhibitors,
  scheduling: nothing('venue'),
  sales,
  training: nothing('workshop'),
  partners: () => new CannedFeed().service(),
};

export type CannedServices = Record<keyof typeof builders, CannedService>;

export interface CannedFair {
  url: string;
  services: CannedServices;
  feed: CannedFeed;
  keys: LocalKeys;
  gateway: RunningGateway;
  config: GatewayConfig;
  token(principal: Principal, lifetime?: string | number): Promise<string>;
  /** Posts an operation; gives the status, the answer's headers and its body. */
  post(
    query: string,
    options?: { variables?: Record<string, unknown>; headers?: Record<string, string> },
  ): Promise<{ status: number; headers: Headers; body: any }>;
  close(): Promise<void>;
}

/** The status of a refusal, and the code of its first error. */
export async function refusal(response: Response): Promise<[number, string]> {
  const { errors } = (await response.json()) as { errors: { extensions: { code: string } }[] };
  return [response.status, errors[0]!.extensions.code];
}

/** A gateway as it is started for the real fair, over services that answer from memory. */
export async function openCannedFair(changes: Partial<GatewayConfig> = {}): Promise<CannedFair> {
  const folder = await mkdtemp(join(tmpdir(), 'maarad-gateway-'));
  const keys = await ensureLocalKeys(join(folder, 'keys'));
  const feed = new CannedFeed();
  const services = Object.fromEntries(
    Object.entries({ ...builders, partners: () => feed.service() }).map(([name, build]) => [name, build()]),
  ) as CannedServices;
  await Promise.all(Object.values(services).map((service) => service.start()));
  const { supergraphSdl, errors } = composeServices(
    [...Object.entries(services).map(([name, { typeDefs }]) => ({ name, sdl: typeDefs })), operationsSubgraph].map(
      ({ name, sdl }) => ({
        name,
        typeDefs: parse(sdl),
        url: 'http://nowhere.invalid',
      }),
    ),
  );
  if (!supergraphSdl) {
    throw new Error(errors?.join('\n'));
  }
  const supergraph = join(folder, 'supergraph.graphql');
  await writeFile(supergraph, supergraphSdl);
  const config: GatewayConfig = {
    PORT: 0,
    HOST: '127.0.0.1',
    LOG_LEVEL: (process.env.LOG_LEVEL as GatewayConfig['LOG_LEVEL'] | undefined) ?? 'silent',
    NODE_ENV: 'test',
    PRINCIPAL_SECRET: secret,
    EXHIBITORS_URL: services.exhibitors.url,
    SCHEDULING_URL: services.scheduling.url,
    SALES_URL: services.sales.url,
    TRAINING_URL: services.training.url,
    PARTNERS_URL: services.partners.url,
    OIDC_AUDIENCE: 'maarad',
    OIDC_CONSOLE_CLIENT: 'maarad-console',
    LOCAL_JWKS: keys.jwksFile,
    SUBGRAPH_TIMEOUT_MS: 500,
    SUBSCRIBER_PATIENCE_MS: 15_000,
    CREDENTIAL_TRUST_MS: 30_000,
    OPERATION_TIMEOUT_MS: 20_000,
    HEADERS_TIMEOUT_MS: 10_000,
    REQUEST_TIMEOUT_MS: 30_000,
    MAX_CONNECTIONS: 20_000,
    MAX_CONNECTIONS_PER_ADDRESS: 2_000,
    MAX_STREAMS_PER_ADDRESS: 1_000,
    MAX_OPERATIONS: 4_096,
    ALLOWED_ORIGINS: [],
    TRUST_PROXY: 0,
    HSTS_SECONDS: 0,
    RATE_REQUESTS: 50,
    RATE_COST: 10_000,
    RATE_CONNECTIONS: 30,
    RATE_REFUSED_TOKENS: 20,
    RATE_BURST_S: 10,
    OPERATIONS: 'open',
    OPERATIONS_MANIFESTS: [],
    EXECUTOR: 'compiled',
    SUPERGRAPH: supergraph,
    ...changes,
  };
  const gateway = await startGateway(config);
  const url = `http://127.0.0.1:${gateway.port}`;
  return {
    url,
    services,
    feed,
    keys,
    gateway,
    config,
    token: (principal, lifetime) => mintLocalToken(keys, principal, lifetime),
    async post(query, { variables, headers } = {}) {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ query, variables }),
      });
      return { status: response.status, headers: response.headers, body: await response.json() };
    },
    async close() {
      await gateway.shutdown.run('the test is over');
      await Promise.all(Object.values(services).map((service) => service.stop().catch(() => undefined)));
      await rm(folder, { recursive: true });
    },
  };
}
