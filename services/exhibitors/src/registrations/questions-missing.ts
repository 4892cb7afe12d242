import type { Context } from '@maarad/shared/graphql';
import { exhibitorById } from '../exhibitors/exhibitor.reference.js';
import { missingAnswers } from '../questionnaire/missing-answers.js';
import type { RegistrationQuestion } from '../questionnaire/question.js';
import { shownQuestion } from '../questionnaire/shown-question.js';
import type { Registration } from './registration.entity.js';

/** What a registration still has to answer, as front ends read it. */
export async function questionsMissing(
  { exhibitorId, answers }: Registration,
  context: Context,
): Promise<RegistrationQuestion[]> {
  const exhibitor = await exhibitorById(context).load(exhibitorId);
  return exhibitor ? missingAnswers(exhibitor, answers).map(shownQuestion) : [];
}
