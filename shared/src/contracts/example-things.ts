import { createHash } from 'node:crypto';
import { v7 } from 'uuid';

/** The id of a thing that examples tell of, made at a time: the same words, the same id, in every example. */
export const exampleId = (thing: string, madeAt = '2024-10-14T09:00:00.000Z'): string =>
  v7({ msecs: Date.parse(madeAt), random: createHash('sha256').update(thing).digest() });

export const argan = exampleId('exhibitor');
export const saffron = exampleId('saffron cooperative');
export const zellige = exampleId('zellige cooperative');

/** Where the exhibitors of the examples come from, and what they are: what the envelope of an event says of them. */
export const exampleExhibitors: Record<string, { region: string; kind: string }> = {
  [argan]: { region: 'MARRAKECH_SAFI', kind: 'AGRICULTURAL_COOPERATIVE' },
  [saffron]: { region: 'SOUSS_MASSA', kind: 'AGRICULTURAL_COOPERATIVE' },
};
