import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { BoundedCache } from '@maarad/shared/auth';
import { publicKeyOf, type SigningKeys } from './signing-keys.js';

/** Signing keys as the database keeps them: who reads it, or a copy of it, can sign nothing. */
export interface SealedKeys {
  /** AES-256-GCM: nonce, tag and content, base64. */
  sealed: string;
  publicKey: string;
  /** Until when these are used beside newer ones, ISO 8601; null for the newest. */
  until: string | null;
}

const cipher = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/** Seals and opens signing keys with the service's own key. */
export class KeySeal {
  private readonly key: Buffer;
  /** What was opened of late: this process can open it at any time. */
  private readonly opened = new BoundedCache<SigningKeys>(1_000);

  /** @param key 32 bytes in hexadecimal. */
  constructor(key: string) {
    this.key = Buffer.from(key, 'hex');
  }

  seal(keys: SigningKeys): SealedKeys {
    const nonce = randomBytes(nonceBytes);
    const sealing = createCipheriv(cipher, this.key, nonce);
    const content = Buffer.concat([sealing.update(JSON.stringify(keys)), sealing.final()]);
    const sealed = Buffer.concat([nonce, sealing.getAuthTag(), content]).toString('base64');
    return { sealed, publicKey: publicKeyOf(keys), until: null };
  }

  /** @throws Error when they were sealed with another key, or changed. */
  open({ sealed }: SealedKeys): SigningKeys {
    const keys = this.opened.get(sealed, 0) ?? this.decipher(sealed);
    this.opened.set(sealed, keys, Infinity);
    return keys;
  }

  private decipher(sealed: string): SigningKeys {
    const bytes = Buffer.from(sealed, 'base64');
    const opening = createDecipheriv(cipher, this.key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
    opening.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    const content = opening.update(bytes.subarray(nonceBytes + tagBytes));
    return JSON.parse(Buffer.concat([content, opening.final()]).toString()) as SigningKeys;
  }
}

/** New keys before those of now, which stay in use until then; those whose time has passed are let go. */
export function rotated(keys: readonly SealedKeys[], fresh: SealedKeys, now: Date, until: Date): SealedKeys[] {
  return [fresh, ...inUse(keys, now).map((old) => ({ ...old, until: old.until ?? until.toISOString() }))];
}

export function inUse(keys: readonly SealedKeys[], now: Date): SealedKeys[] {
  return keys.filter(({ until }) => until === null || new Date(until) > now);
}
