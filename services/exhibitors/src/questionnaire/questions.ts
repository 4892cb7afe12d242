import { isISO31661Alpha2 } from 'class-validator';
import { ExhibitorKind } from '@maarad/shared/graphql';
import { QuestionType, type Question } from './question.js';

const { TEXT, NUMBER, YES_NO, CHOICE, DATE } = QuestionType;
const cooperatives = [
  ExhibitorKind.CRAFT_COOPERATIVE,
  ExhibitorKind.AGRICULTURAL_COOPERATIVE,
  ExhibitorKind.SERVICE_COOPERATIVE,
];
const artisans = [ExhibitorKind.ARTISAN];
const associations = [ExhibitorKind.ASSOCIATION];
const institutions = [ExhibitorKind.INSTITUTION];
const delegations = [ExhibitorKind.DELEGATION];
const people = { min: 0, max: 1_000_000, whole: true };
const ofPapers = { maxLength: 60 };

/** The questionnaire: who is asked what, in the order to ask it. Its words are in `question-texts.ts`. */
export const questionnaire: readonly Question[] = [
  {
    ...{ code: 'membersTotal', type: NUMBER, required: true, kinds: cooperatives, limits: { ...people, min: 1 } },
    fromProfile: ({ members }) => members?.total,
  },
  {
    ...{ code: 'membersWomen', type: NUMBER, required: true, kinds: cooperatives, limits: people },
    fromProfile: ({ members }) => members?.women,
  },
  {
    ...{ code: 'membersYouth', type: NUMBER, required: true, kinds: cooperatives, limits: people },
    fromProfile: ({ members }) => members?.youth,
  },
  { code: 'registryNumber', type: TEXT, required: true, kinds: cooperatives, limits: ofPapers },
  { code: 'professionalCardNumber', type: TEXT, required: true, kinds: artisans, limits: ofPapers },
  { code: 'professionalCardExpiresOn', type: DATE, required: false, kinds: artisans },
  { code: 'declarationNumber', type: TEXT, required: true, kinds: associations, limits: ofPapers },
  { code: 'declaredOn', type: DATE, required: false, kinds: associations, limits: { earliest: '1914-01-01' } },
  {
    ...{ code: 'institutionType', type: CHOICE, required: true, kinds: institutions },
    options: ['REGION', 'MINISTRY', 'CHAMBER', 'AGENCY', 'UNIVERSITY', 'OTHER'],
  },
  {
    ...{ code: 'country', type: TEXT, required: true, kinds: delegations, limits: { maxLength: 2 } },
    rule: { keptBy: (text) => isISO31661Alpha2(text), says: 'must be an ISO 3166-1 alpha-2 country code' },
    // A profile is from Morocco when it says nothing, so for a delegation that is no answer.
    fromProfile: ({ country }) => (country === 'MA' ? undefined : country),
  },
  { code: 'headOfDelegation', type: TEXT, required: true, kinds: delegations, limits: { maxLength: 200 } },
  {
    code: 'delegationSize',
    type: NUMBER,
    required: true,
    kinds: delegations,
    limits: { min: 1, max: 500, whole: true },
  },
  { code: 'arrivesOn', type: DATE, required: false, kinds: delegations },

  { code: 'productSummary', type: TEXT, required: true, limits: { maxLength: 500 } },
  { code: 'firstTime', type: YES_NO, required: true },
  { code: 'power', type: YES_NO, required: true },
  { code: 'water', type: YES_NO, required: true },
  { code: 'area', type: NUMBER, required: false, limits: { min: 1, max: 400 } },
  {
    ...{ code: 'languages', type: CHOICE, required: true, limits: { mostChoices: 6 } },
    options: ['AR', 'ZGH', 'FR', 'EN', 'ES', 'OTHER'],
  },
];

/** What an exhibitor of a kind is asked. */
export const questionsOf = (kind: ExhibitorKind): Question[] =>
  questionnaire.filter(({ kinds }) => !kinds || kinds.includes(kind));
