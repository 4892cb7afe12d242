import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { ProcessSpec } from '../../processes.js';

/** A process of a few lines, to be supervised in a test. */
export function fakeProcess(source: string, overrides: Partial<ProcessSpec> = {}): ProcessSpec {
  const script = join(mkdtempSync(join(tmpdir(), 'maarad-fake-')), 'main.mjs');
  writeFileSync(script, source);
  const isReady = () => Promise.resolve(false);
  return { name: 'fake', script, nodeFlags: [], env: {}, port: 0, isReady, stopMs: 2_000, ...overrides };
}

/** Waits, for ten seconds at most, until the question is answered with something. */
export async function eventually<Answer>(question: () => Answer): Promise<NonNullable<Answer>> {
  const until = Date.now() + 10_000;
  for (;;) {
    const answer = question();
    if (answer) {
      return answer;
    }
    if (Date.now() > until) {
      throw new Error(`Never came true: ${question.toString()}`);
    }
    await pause(20);
  }
}
