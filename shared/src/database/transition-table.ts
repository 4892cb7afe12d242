import { IllegalTransition } from '../errors/index.js';

/** Which status may follow which, as data: the one place that says what can happen to a thing. */
export function transitionTable<Status extends string>(type: string, table: Record<Status, readonly Status[]>) {
  return {
    /** The wanted status, when it may follow. @throws IllegalTransition */
    move(from: Status, to: Status): Status {
      if (!table[from].includes(to)) {
        throw new IllegalTransition(type, from, to, table[from]);
      }
      return to;
    },
  };
}
