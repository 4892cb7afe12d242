import type { Answer } from './answers.js';
import { QuestionType, type Question } from './question.js';

type Checked = { answer: Answer } | { breaks: string };

/** An answer as it is kept, or the rule of its question that it breaks. */
export function checkAnswer(question: Question, given: unknown): Checked {
  return checks[question.type](question, given);
}

/** A null character or half a pair: JSON can carry it, the database keeps no such text. */
const unkept = /[\0\p{Cs}]/u;

const checks: Record<QuestionType, (question: Question, given: unknown) => Checked> = {
  TEXT: ({ limits, rule }, given) => {
    const text = typeof given === 'string' ? given.trim() : '';
    if (!text || unkept.test(text)) {
      return { breaks: 'must be a text' };
    }
    if (limits?.maxLength && text.length > limits.maxLength) {
      return { breaks: `must not be longer than ${limits.maxLength} characters` };
    }
    return rule && !rule.keptBy(text) ? { breaks: rule.says } : { answer: text };
  },

  NUMBER: ({ limits: { min = -Infinity, max = Infinity, whole } = {} }, given) => {
    if (typeof given !== 'number' || !Number.isFinite(given)) {
      return { breaks: 'must be a number' };
    }
    if (whole && !Number.isInteger(given)) {
      return { breaks: 'must be a whole number' };
    }
    return given < min || given > max ? { breaks: `must be from ${min} to ${max}` } : { answer: given };
  },

  YES_NO: (_, given) => (typeof given === 'boolean' ? { answer: given } : { breaks: 'must be true or false' }),

  CHOICE: ({ options = [], limits: { mostChoices = 1 } = {} }, given) => {
    const one = `one of ${options.join(', ')}`;
    if (mostChoices === 1) {
      return typeof given === 'string' && options.includes(given) ? { answer: given } : { breaks: `must be ${one}` };
    }
    const chosen: unknown[] = Array.isArray(given) ? given : [];
    const kept = options.filter((option) => chosen.includes(option));
    if (kept.length === 0 || kept.length !== chosen.length) {
      return { breaks: `must be a list, each of it ${one}, none twice` };
    }
    return kept.length > mostChoices ? { breaks: `must not be more than ${mostChoices} options` } : { answer: kept };
  },

  DATE: ({ limits }, given) => {
    if (typeof given !== 'string' || !isDay(given)) {
      return { breaks: 'must be a day, as YYYY-MM-DD' };
    }
    return limits?.earliest && given < limits.earliest
      ? { breaks: `must not be before ${limits.earliest}` }
      : { answer: given };
  },
};

/** February 30 is none: it would come back as a day of March. */
function isDay(text: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : NaN;
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}
