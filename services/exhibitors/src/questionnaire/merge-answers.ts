import { BadUserInput, type InputProblem } from '@maarad/shared/errors';
import type { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import type { Answer, Answers } from './answers.js';
import { checkAnswer } from './check-answer.js';
import { questionsOf } from './questions.js';

/**
 * The answers of an exhibitor with what is given now: what is left out stays, null takes an answer away.
 *
 * @throws BadUserInput naming each given answer that its question does not take, as `answers.<code>`.
 */
export function mergeAnswers(exhibitor: Exhibitor, before: Answers, given: unknown): Answers {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new BadUserInput([
      { path: 'answers', rule: 'must be an object: each answer under the code of its question' },
    ]);
  }
  const questions = new Map(questionsOf(exhibitor.kind).map((question) => [question.code, question]));
  const merged = new Map(Object.entries(before));
  const problems: InputProblem[] = [];
  for (const [code, value] of Object.entries(given)) {
    const question = questions.get(code);
    const checked = question && value !== null ? checkAnswer(question, value) : undefined;
    if (!question) {
      problems.push({ path: `answers.${code}`, rule: 'is no question that an exhibitor of this kind is asked' });
    } else if (!checked) {
      merged.delete(code);
    } else if ('breaks' in checked) {
      problems.push({ path: `answers.${code}`, rule: checked.breaks });
    } else {
      merged.set(code, checked.answer);
    }
  }
  const answers = Object.fromEntries(merged);
  problems.push(...membershipProblems(exhibitor, answers));
  if (problems.length > 0) {
    throw new BadUserInput(problems);
  }
  return answers;
}

/** What an exhibitor answers to a question, or its profile for it. */
export function answerOf(exhibitor: Exhibitor, answers: Answers, code: string): Answer | undefined {
  const question = questionsOf(exhibitor.kind).find((one) => one.code === code);
  return answers[code] ?? question?.fromProfile?.(exhibitor);
}

/** Women and youth are among the members, so neither can be more than all. */
function membershipProblems(exhibitor: Exhibitor, answers: Answers): InputProblem[] {
  const [total, women, youth] = ['membersTotal', 'membersWomen', 'membersYouth'].map((code) =>
    answerOf(exhibitor, answers, code),
  );
  return Object.entries({ membersWomen: women, membersYouth: youth }).flatMap(([code, group]) =>
    group !== undefined && total !== undefined && group > total
      ? [{ path: `answers.${code}`, rule: 'must not be more than membersTotal' }]
      : [],
  );
}
