import { ar } from './texts-ar.js';
import { en } from './texts-en.js';
import { fr } from './texts-fr.js';

export type Texts = typeof en;
export type Language = 'ar' | 'fr' | 'en';

/** Everything that the console says, by language. */
export const texts: Record<Language, Texts> = { ar, fr, en };
