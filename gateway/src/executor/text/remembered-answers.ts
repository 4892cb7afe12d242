import { LRUCache } from 'lru-cache';

/** What services have said to one question, and what was answered then. */
export interface Remembered {
  /** By the number of the fetch: what its service was asked; undefined where it was not asked. */
  readonly bodies: readonly (string | undefined)[];
  /** By the number of the fetch: what was answered. */
  readonly texts: readonly Buffer[];
  readonly written: Buffer;
}

/** One operation with the same values of all its variables. */
interface Question {
  /** How often it still has to be asked before its answer is remembered. */
  due: number;
  /** How often it had to be, the last time. */
  patience: number;
  remembered?: Remembered;
}

/** In bytes, with some of each entry's own: an answer of 40 KiB in the end takes about 90. */
const mostBytes = 32 << 20;
const mostQuestions = 10_000;
const ownBytes = 256;

/** What has changed each time so far will change again: it is tried more seldom, down to once in so many. */
const mostPatience = 64;

/**
 * The answer of an operation depends on nothing but its plan, its variables and what services say: where they say what they said the last
 * time, byte by byte, the answer is what it was. They are asked each time. What is asked once is not remembered.
 */
export class RememberedAnswers {
  private readonly questions = new LRUCache<string, Question>({
    max: mostQuestions,
    maxSize: mostBytes,
    sizeCalculation: (question, key) => ownBytes + key.length + sizeOf(question.remembered),
  });

  of(question: string): Remembered | undefined {
    return this.questions.get(question)?.remembered;
  }

  /** To be called where services have said something else than what is remembered, if anything is. */
  changed(question: string, now: Remembered): void {
    const known = this.questions.get(question);
    if (!known) {
      this.questions.set(question, { due: 1, patience: 1 });
    } else if (known.remembered) {
      const patience = Math.min(2 * known.patience, mostPatience);
      this.questions.set(question, { due: patience, patience });
    } else if (--known.due === 0) {
      this.questions.set(question, { ...known, remembered: now });
    }
  }
}

function sizeOf(remembered: Remembered | undefined): number {
  if (!remembered) {
    return 0;
  }
  const { bodies, texts, written } = remembered;
  // A buffer keeps all of the memory that it is cut from.
  const pieces = [...bodies.map((body) => body?.length), ...texts.map((text) => text?.buffer.byteLength)];
  return pieces.reduce<number>((sum, length) => sum + (length ?? 0), written.buffer.byteLength);
}
