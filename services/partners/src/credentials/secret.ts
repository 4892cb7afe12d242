import { createHash, randomBytes } from 'node:crypto';
import { isId } from '@maarad/shared/runtime';

const form = /^mp_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_[A-Za-z0-9_-]{43}$/;

/** `mp_`, the credential's id without dashes, and 256 random bits in base64url. */
export const newSecret = (credentialId: string): string =>
  `mp_${credentialId.replaceAll('-', '')}_${randomBytes(32).toString('base64url')}`;

export const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** The credential that a secret says it is of; undefined where it has not the form of one. */
export function credentialIdOf(secret: string): string | undefined {
  const id = form.exec(secret)?.slice(1).join('-');
  return id && isId(id) ? id : undefined;
}
