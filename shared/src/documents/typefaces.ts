import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const { resolve } = createRequire(import.meta.url);

const plex = (subset: string, weight: number) =>
  `@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-${subset}-${weight}-normal.woff`;
const tifinagh = '@fontsource/noto-sans-tifinagh/files/noto-sans-tifinagh-tifinagh-400-normal.woff';

/** The fonts of a document by script and weight: each package has a file per part of Unicode, and a letter is in one of them. */
const files = {
  arabic: plex('arabic', 400),
  'arabic-bold': plex('arabic', 700),
  latin: plex('latin', 400),
  'latin-bold': plex('latin', 700),
  'latin-ext': plex('latin-ext', 400),
  'latin-ext-bold': plex('latin-ext', 700),
  tifinagh: tifinagh,
  'tifinagh-bold': tifinagh,
} as const;

export type Typeface = keyof typeof files;
export type Script = 'arabic' | 'latin' | 'latin-ext' | 'tifinagh';

export const typefaces = Object.keys(files) as Typeface[];

const read = new Map<Typeface, Buffer>();

/** A typeface's file, read once in a process. */
export function typefaceFile(typeface: Typeface): Buffer {
  const known = read.get(typeface) ?? readFileSync(resolve(files[typeface]));
  read.set(typeface, known);
  return known;
}

export const typefaceOf = (script: Script, bold: boolean): Typeface => (bold ? `${script}-bold` : script);

/** The letters that each file has and `latin` has not; everything else is asked of `latin`. */
const beyondLatin: [Script, RegExp][] = [
  ['arabic', /[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufefc]/u],
  ['tifinagh', /[\u2d30-\u2d7f]/u],
  ['latin-ext', /[\u0100-\u0130\u0132-\u0151\u0154-\u02ba\u1e00-\u1eff]/u],
];

/** Which fonts a letter is drawn with. */
export function scriptOf(letter: string): Script {
  return beyondLatin.find(([, letters]) => letters.test(letter))?.[0] ?? 'latin';
}
