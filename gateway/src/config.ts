import { join } from 'node:path';
import { processVariables } from '@maarad/shared/runtime/config';
import { z } from 'zod';
import { packageFolder } from './package-folder.js';

const webUrl = z.url({ protocol: /^https?$/ });
const milliseconds = z.coerce.number().int().min(10).max(120_000);
const aSecond = z.coerce.number().positive().max(1_000_000_000);

/** As a browser says it: scheme, host and port, nothing after them. */
const origin = z
  .string()
  .refine(
    (given) => URL.canParse(given) && new URL(given).origin === given,
    'must be an origin such as https://fair.example',
  );

/** What the gateway reads from its environment. */
export const variables = processVariables
  .extend({
    EXHIBITORS_URL: webUrl,
    SCHEDULING_URL: webUrl,
    SALES_URL: webUrl,
    TRAINING_URL: webUrl,
    PARTNERS_URL: webUrl,
    /** The issuer of callers' tokens, exactly as their `iss` says it. */
    OIDC_ISSUER: webUrl.optional(),
    OIDC_AUDIENCE: z.string().min(1).default('maarad'),
    /** What the console is called at the issuer: a public client, which signs in there by code and PKCE. */
    OIDC_CONSOLE_CLIENT: z.string().min(1).default('maarad-console'),
    /** The file of this machine's own public keys, instead of an issuer. */
    LOCAL_JWKS: z.string().min(1).optional(),
    /** How long a service may take to answer one request, in milliseconds. */
    SUBGRAPH_TIMEOUT_MS: milliseconds.default(10_000),
    /** How long a subscriber may leave a message lying before it is disconnected, in milliseconds. */
    SUBSCRIBER_PATIENCE_MS: z.coerce.number().int().min(100).max(120_000).default(15_000),
    /** How long the partners service's word on a credential is believed, in milliseconds: a revocation holds by then, and ends streams in twice that. */
    CREDENTIAL_TRUST_MS: z.coerce.number().int().min(10).max(30_000).default(30_000),
    /** How long a whole operation may take, in milliseconds; what has not come by then is missing from its answer. */
    OPERATION_TIMEOUT_MS: milliseconds.default(20_000),
    /** How long a caller may take to send the headers of a request, and the whole of it, in milliseconds. */
    HEADERS_TIMEOUT_MS: milliseconds.default(10_000),
    REQUEST_TIMEOUT_MS: milliseconds.default(30_000),
    /** Connections at once, streams and sockets included. */
    MAX_CONNECTIONS: z.coerce.number().int().min(1).default(20_000),
    /** The same of one address, which may be that of everybody at the fair; not counted behind proxies, who are one address. */
    MAX_CONNECTIONS_PER_ADDRESS: z.coerce.number().int().min(1).default(2_000),
    /** Of those, WebSockets and streams of events; behind proxies too. */
    MAX_STREAMS_PER_ADDRESS: z.coerce.number().int().min(1).default(1_000),
    /** Operations by `/graphql` that are on their way at once; a process without a moment's rest takes 128. */
    MAX_OPERATIONS: z.coerce.number().int().min(1).default(4_096),
    /** Sites, beside this one, whose pages may ask: origins, separated by commas. */
    ALLOWED_ORIGINS: z
      .string()
      .default('')
      .transform((list) => list.split(',').flatMap((one) => one.trim() || []))
      .pipe(z.array(origin)),
    /** How many proxies of ours every request passes: so many entries of X-Forwarded-For, from the last on, are believed. */
    TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
    /** Where callers reach this by https only: for how long, in seconds, browsers shall insist on it. */
    HSTS_SECONDS: z.coerce.number().int().min(0).default(0),
    /** What one caller may ask for in a second: requests, and objects in answers. An address, and an administrator, ten times that. */
    RATE_REQUESTS: aSecond.default(50),
    RATE_COST: aSecond.default(10_000),
    /** Connections that last, and refused tokens, of one address in a second. */
    RATE_CONNECTIONS: aSecond.default(30),
    RATE_REFUSED_TOKENS: aSecond.default(20),
    /** How many seconds' worth can be had at once by whoever asked for nothing before. */
    RATE_BURST_S: aSecond.default(10),
    /** Whether callers on this machine are limited too, in what they ask for and keep open: not where its own keys are used, unless it is said. */
    RATE_LOOPBACK: z.stringbool().optional(),
    /** Whether everything may be asked, or the operations of the manifests and nothing beside them. */
    OPERATIONS: z.enum(['open', 'safelisted']).default('open'),
    /** Manifests of the front ends' operations: files, separated by commas. */
    OPERATIONS_MANIFESTS: z
      .string()
      .default(() => join(packageFolder, 'operations', 'manifest.json'))
      .transform((list) => list.split(',').flatMap((one) => one.trim() || [])),
    /** Whether plans are compiled, or left to @apollo/gateway's own executor: for comparing, and for a day when something is wrong. */
    EXECUTOR: z.enum(['compiled', 'stock']).default('compiled'),
    /** The composed graph that the gateway starts from. */
    SUPERGRAPH: z
      .string()
      .min(1)
      .default(() => join(packageFolder, 'supergraph.graphql')),
  })
  .refine(({ OIDC_ISSUER, LOCAL_JWKS }) => Boolean(OIDC_ISSUER) !== Boolean(LOCAL_JWKS), {
    path: ['OIDC_ISSUER'],
    message: 'exactly one of OIDC_ISSUER and LOCAL_JWKS is needed',
    when: ({ value }) => typeof value === 'object' && value !== null,
  });

export type GatewayConfig = z.infer<typeof variables>;

export const environment = process.env;

// @apollo/gateway would tell its maker by the internet what it runs on (see its dist/utilities/opentelemetry.js).
environment.APOLLO_TELEMETRY_DISABLED = 'true';
