import { randomBytes } from 'node:crypto';

/** Crockford's Base32 (https://www.crockford.com/base32.html): nothing in it is mistaken for something else when it is read aloud or typed. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const length = 26;

/** 130 random bits: codes cannot be guessed, nor tried one after the other. */
export const newCertificateCode = (): string =>
  Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('');

/** A code as it is kept, from how somebody types it; null when it cannot be one. */
export function readCertificateCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0');
  return code.length === length && [...code].every((letter) => alphabet.includes(letter)) ? code : null;
}
