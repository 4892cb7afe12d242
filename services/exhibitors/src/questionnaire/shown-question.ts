import type { Question, RegistrationQuestion } from './question.js';
import { questionTexts } from './question-texts.js';

/** A question with its words, as front ends read it. */
export function shownQuestion({ code, type, required, options, limits, fromProfile }: Question): RegistrationQuestion {
  const texts = questionTexts[code];
  return {
    ...{ code, type, required, limits: limits ?? {} },
    label: texts?.label ?? {},
    help: texts?.help ?? null,
    fromProfile: fromProfile !== undefined,
    options: (options ?? []).map((option) => ({ code: option, label: texts?.options?.[option] ?? {} })),
  };
}
