import { setTimeout as pause } from 'node:timers/promises';

/** How often something is tried again that does not answer, and after how long at first. */
const attempts = 6;
const firstPauseMs = 200;

/** Tries for as long as a service takes to be started again. @throws what the last attempt threw */
export async function patiently<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (attempt === attempts) {
        throw error;
      }
      await pause(firstPauseMs * 2 ** (attempt - 1));
    }
  }
}
