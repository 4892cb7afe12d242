import { BadUserInput } from '@maarad/shared/errors';
import { isWeighed, type ConflictRule } from './conflict-rule.js';

/** @throws BadUserInput naming the rules that the database keeps: nothing lifts them. */
export function requireWeighed(rules: readonly ConflictRule[], path: string): void {
  const hard = rules.filter((rule) => !isWeighed(rule));
  if (hard.length > 0) {
    throw new BadUserInput([
      { path, rule: `must not name ${hard.join(', ')}: nothing lifts a rule that the database keeps` },
    ]);
  }
}
