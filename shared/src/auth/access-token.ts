import { readFile } from 'node:fs/promises';
import {
  createLocalJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTVerifyGetKey,
  type JWTVerifyOptions,
} from 'jose';
import { CodedError, Unauthenticated } from '../errors/index.js';
import { BoundedCache } from './bounded-cache.js';
import { localAudience, localIssuer } from './local-keys.js';
import { issuerKeys } from './oidc-keys.js';
import type { Principal } from './principal.js';
import { principalFromClaims } from './principal-claims.js';

/** Where the keys of callers' tokens come from: an OpenID Connect issuer, or the file of this machine's own keys. */
export type TokenSource = { oidcIssuer: string; audience: string } | { jwksFile: string };

/** What an access token says once it is verified. */
export interface AccessToken {
  principal: Principal;
  /** From then on its bearer is a visitor. */
  expiresAt: Date;
}

export interface AccessTokenVerifier {
  /**
   * Who the bearer of an access token is. A token that passed is remembered until it expires.
   *
   * @throws Unauthenticated saying whether the token is malformed, expired, signed by an unknown key or meant for someone else.
   */
  verify(token: string): Promise<Principal>;
  /** The same, and until when: for what outlives a request. @throws Unauthenticated */
  read(token: string): Promise<AccessToken>;
}

/** Asymmetric only: a shared secret among callers' keys would let any holder of it mint tokens (RFC 8725, 2.1 and 3.1). */
const algorithms = ['EdDSA', 'Ed25519', 'ES256', 'RS256', 'PS256'];

/** Issuers' and our clock may differ by this many seconds. */
const clockTolerance = 5;

const largestToken = 8_192;
const largestCache = 5_000;

export async function openAccessTokenVerifier(source: TokenSource): Promise<AccessTokenVerifier> {
  if ('oidcIssuer' in source) {
    return new JwksVerifier(issuerKeys(source.oidcIssuer), source.oidcIssuer, source.audience);
  }
  const keys = JSON.parse(await readFile(source.jwksFile, 'utf8')) as JSONWebKeySet;
  return new JwksVerifier(createLocalJWKSet(keys), localIssuer, localAudience);
}

class JwksVerifier implements AccessTokenVerifier {
  private readonly verified = new BoundedCache<AccessToken>(largestCache);
  private readonly rules: JWTVerifyOptions;

  constructor(
    private readonly keys: JWTVerifyGetKey,
    issuer: string,
    audience: string,
  ) {
    this.rules = { algorithms, issuer, audience, clockTolerance, requiredClaims: ['sub', 'exp'] };
  }

  async verify(token: string): Promise<Principal> {
    return (await this.read(token)).principal;
  }

  async read(token: string): Promise<AccessToken> {
    const known = this.verified.get(token, Date.now());
    if (known) {
      return known;
    }
    if (token.length > largestToken) {
      throw new Unauthenticated('The token is malformed.');
    }
    const { payload, protectedHeader } = await jwtVerify(token, this.keys, this.rules).catch((error: unknown) => {
      throw refusal(error);
    });
    if (!isForAccess(protectedHeader.typ, payload.typ)) {
      throw new Unauthenticated('The token is not one for access.');
    }
    const expiresAt = new Date(((payload.exp as number) + clockTolerance) * 1_000);
    const read = { principal: principalFromClaims(payload), expiresAt };
    this.verified.set(token, read, expiresAt.getTime());
    return read;
  }
}

/**
 * The same keys sign other things too, which may name the same audience (RFC 8725, 2.8 and 3.11): their header says what they are,
 * Keycloak's identity and refresh tokens say it in a claim.
 */
function isForAccess(type: unknown, claimed: unknown): boolean {
  const access = type === undefined || /^(application\/)?(at\+)?jwt$/i.test(String(type));
  return access && (claimed === undefined || claimed === 'Bearer');
}

function refusal(error: unknown): Error {
  if (error instanceof errors.JWTExpired) {
    return new Unauthenticated('The token has expired.');
  }
  if (error instanceof errors.JWTClaimValidationFailed) {
    return new Unauthenticated(`The token is not meant for this fair: its claim ${error.claim} does not fit.`);
  }
  if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) {
    return new Unauthenticated('The token is signed by an unknown key.');
  }
  if (error instanceof errors.JOSEAlgNotAllowed) {
    return new Unauthenticated('The token is signed by an algorithm that is not allowed.');
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return new Unauthenticated("The token's signature is wrong.");
  }
  if (
    error instanceof errors.JWSInvalid ||
    error instanceof errors.JWTInvalid ||
    error instanceof errors.JOSENotSupported
  ) {
    return new Unauthenticated('The token is malformed.');
  }
  if (error instanceof CodedError) {
    return error;
  }
  return new CodedError(
    'SERVICE_UNAVAILABLE',
    'The identity provider does not answer, so no token can be checked.',
    { service: 'identity' },
    { cause: error },
  );
}
