import { Arg, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { requireActsFor } from '@maarad/shared/auth';
import { ExhibitorKind, Json, type Context } from '@maarad/shared/graphql';
import { RegistrationQuestion } from '../questionnaire/question.js';
import { questionsOf } from '../questionnaire/questions.js';
import { shownQuestion } from '../questionnaire/shown-question.js';
import { questionsMissing } from './questions-missing.js';
import { draftRegistration, submitRegistrationDraft, updateRegistrationDraft } from './registration-draft.js';
import { Registration } from './registration.entity.js';
import {
  DraftRegistrationInput,
  SubmitRegistrationDraftInput,
  UpdateRegistrationDraftInput,
} from './registration.inputs.js';

/** Registering with the questionnaire: the questions, drafts, and the answers. */
@Resolver(() => Registration)
export class RegistrationDraftResolver {
  @Query(() => [RegistrationQuestion], {
    description: 'What an exhibitor of a kind is asked when it registers, in the order to ask it.',
  })
  registrationQuestions(@Arg('kind', () => ExhibitorKind) kind: ExhibitorKind) {
    return questionsOf(kind).map(shownQuestion);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Registration, {
    description:
      'Begins a registration that is filled in step by step: seen by the exhibitor and the organiser only, and counted nowhere. CONFLICT names the draft or registration that the exhibitor has for the edition already. `withdrawRegistration` discards it.',
  })
  draftRegistration(@Arg('input') input: DraftRegistrationInput, @Ctx() context: Context) {
    return draftRegistration(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Registration, {
    description:
      'Takes answers into a draft. BAD_USER_INPUT names each that its question does not take, as `answers.<code>`.',
  })
  updateRegistrationDraft(@Arg('input') input: UpdateRegistrationDraftInput, @Ctx() context: Context) {
    return updateRegistrationDraft(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Registration, {
    description:
      'Asks to take part with what the draft says. BAD_USER_INPUT names every required answer that is missing, as `answers.<code>`.',
  })
  submitRegistrationDraft(@Arg('input') input: SubmitRegistrationDraftInput, @Ctx() context: Context) {
    return submitRegistrationDraft(context, input);
  }

  @FieldResolver(() => Json, {
    description:
      "What was answered to the questions of the exhibitor's kind, each under its question's code. Only for the exhibitor itself and the organiser.",
  })
  answers(@Root() registration: Registration, @Ctx() { principal }: Context) {
    requireActsFor(principal, registration.exhibitorId);
    return registration.answers;
  }

  @FieldResolver(() => [RegistrationQuestion], {
    description:
      'The required questions that neither it nor the profile answers. Only for the exhibitor itself and the organiser.',
  })
  missingAnswers(@Root() registration: Registration, @Ctx() context: Context) {
    requireActsFor(context.principal, registration.exhibitorId);
    return questionsMissing(registration, context);
  }
}
