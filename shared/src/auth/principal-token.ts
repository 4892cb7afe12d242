import { jwtVerify, SignJWT } from 'jose';
import { Unauthenticated } from '../errors/index.js';
import { BoundedCache } from './bounded-cache.js';
import { anonymous, principalText, type Principal } from './principal.js';
import { principalFromClaims } from './principal-claims.js';

const issuer = 'maarad-gateway';
const audience = 'maarad-services';
const algorithm = 'HS256';

/** How long a signed principal is good for, and for how much of that the gateway hands out the same one. */
const lifetimeMs = 60_000;
const reuseMs = 20_000;

const largestCache = 5_000;

/** The header in which the gateway hands the signed principal to a service. */
export const principalHeader = 'x-maarad-principal';

/** Signs who asks, for the services: a JWT that lives for a minute at most, the same one for 20 seconds of one principal. */
export class PrincipalSigner {
  private readonly key: Uint8Array;
  private readonly signed = new BoundedCache<Promise<string>>(largestCache);

  constructor(secret: string) {
    this.key = new TextEncoder().encode(secret);
  }

  sign(principal: Principal, now = Date.now()): Promise<string> {
    const cacheKey = principalText(principal);
    const known = this.signed.get(cacheKey, now);
    if (known) {
      return known;
    }
    const { id, ...claims } = principal;
    const token = new SignJWT({ ...claims })
      .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
      .setSubject(id)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(new Date(now))
      .setExpirationTime(new Date(now + lifetimeMs))
      .sign(this.key);
    this.signed.set(cacheKey, token, now + reuseMs);
    return token;
  }
}

/** Checks on a service's side that a principal was signed by the gateway. */
export class PrincipalVerifier {
  private readonly key: Uint8Array;
  private readonly verified = new BoundedCache<Principal>(largestCache);

  constructor(secret: string) {
    this.key = new TextEncoder().encode(secret);
  }

  /** @throws Unauthenticated without a principal that the gateway signed within the last minute. */
  async verify(token: string | undefined, now = Date.now()): Promise<Principal> {
    if (!token) {
      throw new Unauthenticated('A service answers the gateway only.');
    }
    const known = this.verified.get(token, now);
    if (known) {
      return known;
    }
    const { payload } = await jwtVerify(token, this.key, {
      algorithms: [algorithm],
      issuer,
      audience,
      requiredClaims: ['sub', 'exp', 'role'],
      currentDate: new Date(now),
    }).catch(() => {
      throw new Unauthenticated('This is not a principal that the gateway signed just now.');
    });
    const principal = payload.sub === anonymous.id ? anonymous : principalFromClaims(payload);
    this.verified.set(token, principal, (payload.exp as number) * 1_000);
    return principal;
  }
}
