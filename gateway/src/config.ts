import { join } from 'node:path';
import { processVariables } from '@maarad/shared/runtime';
import { z } from 'zod';
import { packageFolder } from './package-folder.js';

const serviceUrl = z.url({ protocol: /^https?$/ });

/** What the gateway reads from its environment. */
export const variables = processVariables
  .extend({
    EXHIBITORS_URL: serviceUrl,
    SCHEDULING_URL: serviceUrl,
    SALES_URL: serviceUrl,
    TRAINING_URL: serviceUrl,
    PARTNERS_URL: serviceUrl,
    /** The issuer of callers' tokens, exactly as their `iss` says it. */
    OIDC_ISSUER: z.url().optional(),
    OIDC_AUDIENCE: z.string().min(1).default('maarad'),
    /** The file of this machine's own public keys, instead of an issuer. */
    LOCAL_JWKS: z.string().min(1).optional(),
    /** How long a service may take to answer one request, in milliseconds. */
    SUBGRAPH_TIMEOUT_MS: z.coerce.number().int().min(10).max(120_000).default(10_000),
    /** How long a subscriber may leave a message lying before it is disconnected, in milliseconds. */
    SUBSCRIBER_PATIENCE_MS: z.coerce.number().int().min(100).max(120_000).default(15_000),
    /** How long the partners service's word on a credential is believed, in milliseconds: a revocation holds by then, and ends streams in twice that. */
    CREDENTIAL_TRUST_MS: z.coerce.number().int().min(10).max(30_000).default(30_000),
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
