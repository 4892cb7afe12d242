import { createRemoteJWKSet, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

const discoverySchema = z.object({ issuer: z.string(), jwks_uri: z.url() });

const patienceMs = 5_000;

/**
 * The keys of an OpenID Connect issuer, found by its discovery document at the first token, so that the gateway starts before
 * its issuer does. A discovery that failed is tried again at the next token.
 *
 * https://openid.net/specs/openid-connect-discovery-1_0.html
 */
export function issuerKeys(issuer: string): JWTVerifyGetKey {
  let discovered: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    discovered ??= discover(issuer).catch((error: unknown) => {
      discovered = undefined;
      throw error;
    });
    return (await discovered)(header, token);
  };
}

async function discover(issuer: string): Promise<JWTVerifyGetKey> {
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(patienceMs),
  });
  const document = discoverySchema.parse(await response.json());
  if (document.issuer !== issuer) {
    throw new Error(`the discovery document of ${issuer} is that of ${document.issuer}`);
  }
  return createRemoteJWKSet(new URL(document.jwks_uri), { timeoutDuration: patienceMs });
}
