import { BadUserInput } from '@maarad/shared/errors';
import type { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import type { Answers } from './answers.js';
import { answerOf } from './merge-answers.js';
import type { Question } from './question.js';
import { questionsOf } from './questions.js';

/** The questions that must be answered and are not: neither by the answers nor by the exhibitor's profile. */
export const missingAnswers = (exhibitor: Exhibitor, answers: Answers): Question[] =>
  questionsOf(exhibitor.kind).filter(
    ({ code, required }) => required && answerOf(exhibitor, answers, code) === undefined,
  );

/** @throws BadUserInput naming every answer that is missing, as `answers.<code>`. */
export function requireAnswers(exhibitor: Exhibitor, answers: Answers): void {
  const missing = missingAnswers(exhibitor, answers);
  if (missing.length > 0) {
    throw new BadUserInput(missing.map(({ code }) => ({ path: `answers.${code}`, rule: 'is needed to submit' })));
  }
}
