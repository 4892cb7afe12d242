import { randomBytes } from 'node:crypto';

/** Twelve characters that are shown at the door as a QR code, or typed there: nobody guesses another's. */
export const newDoorCode = (): string => randomBytes(6).toString('hex').toUpperCase();
