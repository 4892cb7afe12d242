import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, SignJWT, type JWK } from 'jose';
import { credentialOf } from './credential-of.js';
import type { Certificate } from './certificate.entity.js';

export interface IssuerOptions {
  /** The private Ed25519 key: its 32 bytes in hexadecimal (RFC 8032, section 5.1.5). */
  key: string;
  /** Public keys with which certificates were signed before: the `x` of their JWKs (RFC 8037). */
  retiredKeys?: readonly string[];
  /** Where the fair's front door is, without a slash at its end. */
  publicUrl: string;
}

/** What stands before an Ed25519 key's bytes in PKCS #8 (RFC 8410, section 7). */
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const algorithm = 'EdDSA';

/** Who vouches for the fair's certificates: signs them, and publishes what they are verified with. */
export class CertificateIssuer {
  readonly publicUrl: string;
  private readonly key: KeyObject;
  private readonly published: readonly string[];

  constructor({ key, retiredKeys = [], publicUrl }: IssuerOptions) {
    this.key = createPrivateKey({ key: Buffer.concat([pkcs8, Buffer.from(key, 'hex')]), format: 'der', type: 'pkcs8' });
    this.published = [createPublicKey(this.key).export({ format: 'jwk' }).x as string, ...retiredKeys];
    this.publicUrl = publicUrl;
  }

  /** Where anyone can check a certificate. */
  addressOf(code: string): string {
    return `${this.publicUrl}/certificates/${code}`;
  }

  /** The public keys as a JWKS (RFC 7517), the one in use first. */
  async jwks(): Promise<{ keys: JWK[] }> {
    return {
      keys: await Promise.all(
        this.published.map(async (x) => {
          const jwk = { kty: 'OKP', crv: 'Ed25519', x };
          return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: algorithm, use: 'sig' };
        }),
      ),
    };
  }

  /**
   * A certificate as a W3C Verifiable Credential 2.0 that is an Open Badge 3.0, secured as a JWT of the type `vc+jwt`
   * (https://www.w3.org/TR/vc-jose-cose/, section 3.1.1): whoever has the JWKS verifies it without asking the fair.
   */
  async sign(certificate: Certificate): Promise<string> {
    const [current] = (await this.jwks()).keys;
    const credential = credentialOf(certificate, this.addressOf(certificate.code), this.publicUrl);
    return new SignJWT(credential)
      .setProtectedHeader({ alg: algorithm, kid: current?.kid, typ: 'vc+jwt', cty: 'vc' })
      .setIssuer(this.publicUrl)
      .setJti(this.addressOf(certificate.code))
      .setNotBefore(certificate.issuedAt)
      .sign(this.key);
  }
}
