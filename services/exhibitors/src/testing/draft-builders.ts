import { newId } from '@maarad/shared/runtime';
import { actingFor, type TestService } from '@maarad/shared/testing';
import type { builders } from './builders.js';

/** What a cooperative with a profile answers when it answers all that is required. */
export const wholeAnswers = {
  registryNumber: 'SM/2009/7923',
  productSummary: 'Huile d’argan alimentaire et cosmétique',
  firstTime: true,
  power: true,
  water: false,
  languages: ['ZGH', 'FR'],
};

export const draftOperations = {
  begin:
    'mutation ($input: DraftRegistrationInput!) { made: draftRegistration(input: $input) { id status answers missingAnswers { code } } }',
  fillIn:
    'mutation ($input: UpdateRegistrationDraftInput!) { made: updateRegistrationDraft(input: $input) { status answers missingAnswers { code } } }',
  submit:
    'mutation ($input: SubmitRegistrationDraftInput!) { made: submitRegistrationDraft(input: $input) { status answers history { status by } } }',
};

export const draftInput = (editionId: string, exhibitorId: string, answers?: object) => ({
  input: { editionId, exhibitorId, answers, idempotencyKey: newId() },
});

/** Begins a draft as the exhibitor itself, a new one unless named. */
export function draftBuilder(service: TestService, make: ReturnType<typeof builders>) {
  return async (editionId: string, answers?: object, exhibitor?: string) => {
    const exhibitorId = exhibitor ?? (await make.exhibitor());
    const as = { as: actingFor(exhibitorId) };
    const { made } = await service.data(draftOperations.begin, draftInput(editionId, exhibitorId, answers), as);
    return { ...made, id: made.id as string, exhibitorId, as } as Record<string, any> & {
      id: string;
      exhibitorId: string;
      as: typeof as;
    };
  };
}
