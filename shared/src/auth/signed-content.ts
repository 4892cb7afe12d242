import { compactVerify, importJWK } from 'jose';
import { BadUserInput } from '../errors/index.js';

/**
 * The JSON content of a compact JWS (RFC 7515) that was signed with the private half of an Ed25519 key.
 * @param x the public half: the `x` of its JWK (RFC 8037), 32 bytes in base64url
 * @throws BadUserInput when it is none, was changed, or is signed with another key.
 */
export async function openSigned(jws: string, x: string): Promise<unknown> {
  try {
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x }, 'EdDSA');
    const { payload } = await compactVerify(jws, key, { algorithms: ['EdDSA', 'Ed25519'] });
    return JSON.parse(new TextDecoder().decode(payload));
  } catch {
    throw new BadUserInput([
      { path: 'entries', rule: 'must be JSON, signed as a compact JWS with the registered key' },
    ]);
  }
}
