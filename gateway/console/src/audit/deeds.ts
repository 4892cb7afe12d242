import type { Mutation } from '../graph.js';
import type { Language } from '../texts.js';
import { ar } from './deeds-ar.js';
import { en } from './deeds-en.js';
import { fr } from './deeds-fr.js';

/** What was done by each mutation of the graph; one that misses does not compile. No two say the same: a filter finds by them. */
export type Deeds = Record<Mutation, string>;

export const deeds: Record<Language, Deeds> = { ar, fr, en };

/** In the reader's words; nothing for what the graph no longer has, which the audit keeps. */
export function deedOf(operation: string, language: Language): string | undefined {
  const words: Partial<Record<string, string>> = deeds[language];
  return words[operation];
}

/** The operation that the reader means, by its words or by its name. */
export function operationOf(typed: string, language: Language): string {
  const found = Object.entries(deeds[language]).find(([, words]) => words === typed);
  return found?.[0] ?? typed;
}
