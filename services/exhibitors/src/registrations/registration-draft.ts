import { requireActsFor } from '@maarad/shared/auth';
import { creatingUseCase, useCase } from '@maarad/shared/database';
import { newId } from '@maarad/shared/runtime';
import { Edition } from '../editions/edition.entity.js';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { mergeAnswers } from '../questionnaire/merge-answers.js';
import { requireAnswers } from '../questionnaire/missing-answers.js';
import { oneOpenRegistration } from './one-open-registration.js';
import { RegistrationStatus } from './registration-status.js';
import { Registration } from './registration.entity.js';
import type {
  DraftRegistrationInput,
  SubmitRegistrationDraftInput,
  UpdateRegistrationDraftInput,
} from './registration.inputs.js';
import { tellSubmitted } from './tell-submitted.js';

/** Begins a registration that the exhibitor fills in over several sittings; nobody is told of it before it is submitted. */
export const draftRegistration = creatingUseCase(
  'draftRegistration',
  Registration,
  async (work, input: DraftRegistrationInput, { principal, clock }) => {
    requireActsFor(principal, input.exhibitorId);
    const edition = await work.find(Edition, input.editionId);
    const exhibitor = await work.find(Exhibitor, input.exhibitorId);
    const answers = mergeAnswers(exhibitor, {}, input.answers ?? {});
    const request = { id: newId(), editionId: edition.id, exhibitorId: exhibitor.id, answers };
    return work.insert(Registration.draft(request, { by: principal.id, at: clock.now() }));
  },
  { violations: oneOpenRegistration<DraftRegistrationInput>() },
);

/** Takes answers into a draft. Of two who fill it in at once, neither loses the other's answers. */
export const updateRegistrationDraft = useCase(
  async (work, { registrationId, answers }: UpdateRegistrationDraftInput, { principal }) => {
    const registration = await work.lock(Registration, registrationId);
    requireActsFor(principal, registration.exhibitorId);
    const exhibitor = await work.find(Exhibitor, registration.exhibitorId);
    registration.answer(mergeAnswers(exhibitor, registration.answers, answers));
    return work.save(registration);
  },
);

/** The exhibitor asks with what it has filled in. */
export const submitRegistrationDraft = useCase(
  async (work, { registrationId }: SubmitRegistrationDraftInput, { principal, clock }) => {
    const registration = await work.lock(Registration, registrationId);
    requireActsFor(principal, registration.exhibitorId);
    const at = clock.now();
    registration.become(RegistrationStatus.SUBMITTED, { by: principal.id, at });
    requireAnswers(await work.find(Exhibitor, registration.exhibitorId), registration.answers);
    await work.save(registration);
    await tellSubmitted(work, registration, at);
    return registration;
  },
);
