import bidiFactory, { type Bidi, type EmbeddingLevels } from 'bidi-js';
import { scriptOf, type Script } from './typefaces.js';

export type Direction = 'ltr' | 'rtl';

/** A stretch of a line in one font, as the font's shaper wants it: Arabic in the order in which it is read, all else as it is seen. */
export interface VisualRun {
  text: string;
  script: Script;
}

/** A text with the direction of each of its characters. */
export interface DirectedText {
  text: string;
  direction: Direction;
  embedding: EmbeddingLevels;
}

// The package is CommonJS whose only export is the factory; its types say `default`.
const bidi = (bidiFactory as unknown as () => Bidi)();

const strong = /\p{L}/u;
const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}]/u;
const unseen = /[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/gu;

/** The direction of a text by its first letter (Unicode's rules P2 and P3); `otherwise` where it has none. */
export function directionOf(text: string, otherwise: Direction): Direction {
  const first = strong.exec(text)?.[0];
  return first === undefined ? otherwise : rightToLeft.test(first) ? 'rtl' : 'ltr';
}

export function directed(text: string, direction: Direction): DirectedText {
  return { text, direction, embedding: bidi.getEmbeddingLevels(text, direction) };
}

/** What stands between two places of a text, from left to right: the Unicode bidirectional algorithm's rule L2, then one run a font. */
export function visualRuns({ text, embedding }: DirectedText, start: number, end: number): VisualRun[] {
  if (end <= start) {
    return [];
  }
  // The package gives every index of the text back, and reorders those of the line in their places.
  const seen = bidi.getReorderedIndices(text, embedding, start, end - 1).slice(start, end);
  const runs: (VisualRun & { reversed: boolean })[] = [];
  for (const index of seen) {
    const reversed = (embedding.levels[index] ?? 0) % 2 === 1;
    const letter = text.charAt(index);
    const shown = (reversed && bidi.getMirroredCharacter(letter)) || letter;
    const script = scriptOf(letter);
    const last = runs.at(-1);
    if (last && last.script === script && last.reversed === reversed) {
      last.text += shown;
    } else {
      runs.push({ text: shown, script, reversed });
    }
  }
  return runs
    .map(({ text: shown, script, reversed }) => ({
      text: (reversed && script === 'arabic' && strong.test(shown) ? backwards(shown) : shown).replace(unseen, ''),
      script,
    }))
    .filter(({ text: shown }) => shown !== '');
}

const backwards = (text: string) => text.split('').reverse().join('');
