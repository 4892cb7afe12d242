import { requireActsFor } from '@maarad/shared/auth';
import { creatingUseCase } from '@maarad/shared/database';
import { newId } from '@maarad/shared/runtime';
import { Edition } from '../editions/edition.entity.js';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { mergeAnswers } from '../questionnaire/merge-answers.js';
import { requireAnswers } from '../questionnaire/missing-answers.js';
import { oneOpenRegistration } from './one-open-registration.js';
import { Registration } from './registration.entity.js';
import type { SubmitRegistrationInput } from './registration.inputs.js';
import { tellSubmitted } from './tell-submitted.js';

/** An exhibitor asks to take part in an edition. One registration at a time: after a refusal or a withdrawal it may ask again. */
export const submitRegistration = creatingUseCase(
  'submitRegistration',
  Registration,
  async (work, input: SubmitRegistrationInput, { principal, clock }) => {
    requireActsFor(principal, input.exhibitorId);
    const edition = await work.find(Edition, input.editionId);
    const exhibitor = await work.find(Exhibitor, input.exhibitorId);
    const answers = answersOf(exhibitor, input.answers);
    const at = clock.now();
    const request = { id: newId(), editionId: edition.id, exhibitorId: exhibitor.id, answers };
    const registration = await work.insert(Registration.submit(request, { by: principal.id, at }));
    await tellSubmitted(work, registration, at);
    return registration;
  },
  { violations: oneOpenRegistration<SubmitRegistrationInput>() },
);

/** Answers are whole or none: what comes on paper is entered without any. */
function answersOf(exhibitor: Exhibitor, given: unknown) {
  if (given === undefined || given === null) {
    return {};
  }
  const answers = mergeAnswers(exhibitor, {}, given);
  requireAnswers(exhibitor, answers);
  return answers;
}
