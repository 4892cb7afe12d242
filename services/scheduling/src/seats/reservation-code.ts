import { randomBytes } from 'node:crypto';

/** Crockford's base 32 (https://www.crockford.com/base32.html): no letter that is taken for a digit or read aloud wrongly. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const half = 5;

/** A code to show at the door, such as `7KQ2M-X0D4R`: 50 random bits. */
export function newReservationCode(): string {
  const letters = [...randomBytes(2 * half)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return `${letters.slice(0, half)}-${letters.slice(half)}`;
}

/** A code as it is kept, from how somebody typed it: small letters, with blanks, with an O for a zero. */
export function readReservationCode(typed: string): string {
  const letters = typed.toUpperCase().replace(/[^0-9A-Z]/g, '');
  const meant = letters.replaceAll('O', '0').replace(/[IL]/g, '1');
  return `${meant.slice(0, half)}-${meant.slice(half)}`;
}
