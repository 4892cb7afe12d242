import { ExhibitorKind } from '@maarad/shared/graphql';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import type { Answers } from './answers.js';
import { mergeAnswers } from './merge-answers.js';
import { missingAnswers } from './missing-answers.js';
import { questionnaire, questionsOf } from './questions.js';
import { shownQuestion } from './shown-question.js';

const exhibitor = (kind: ExhibitorKind, profile: Partial<Exhibitor> = {}): Exhibitor =>
  Object.assign(new Exhibitor(), { kind, country: 'MA', members: null, ...profile });
const codes = (kind: ExhibitorKind) => questionsOf(kind).map(({ code }) => code);
const problems = (who: Exhibitor, given: unknown, before: Answers = {}): { path: string; rule: string }[] => {
  try {
    mergeAnswers(who, before, given);
    return [];
  } catch (error) {
    return (error as { details: { problems: { path: string; rule: string }[] } }).details.problems;
  }
};

test('every question and every option has its words in the four languages', () => {
  for (const { label, help, options } of questionnaire.map(shownQuestion)) {
    for (const texts of [label, ...(help ? [help] : []), ...options.map((option) => option.label)]) {
      expect(Object.keys(texts).sort()).toEqual(['ar', 'en', 'fr', 'zgh']);
    }
  }
  expect(new Set(questionnaire.map(({ code }) => code)).size).toBe(questionnaire.length);
});

test('each kind of exhibitor is asked its own facts, and all what they need of a stand', () => {
  expect(codes('CRAFT_COOPERATIVE')).toEqual(
    expect.arrayContaining(['membersTotal', 'membersWomen', 'membersYouth', 'registryNumber']),
  );
  expect(codes('ARTISAN')).toContain('professionalCardNumber');
  expect(codes('ARTISAN')).not.toContain('registryNumber');
  expect(codes('ASSOCIATION')).toContain('declarationNumber');
  expect(codes('INSTITUTION')).toContain('institutionType');
  expect(codes('DELEGATION')).toEqual(expect.arrayContaining(['country', 'headOfDelegation', 'delegationSize']));
  for (const kind of Object.values(ExhibitorKind)) {
    expect(codes(kind)).toEqual(
      expect.arrayContaining(['productSummary', 'firstTime', 'power', 'water', 'area', 'languages']),
    );
  }
});

test('an answer must be of the type of its question and within its limits', () => {
  const rules = (kind: ExhibitorKind, given: object) => problems(exhibitor(kind), given);
  expect(
    rules('CRAFT_COOPERATIVE', {
      registryNumber: ' ',
      membersTotal: 2.5,
      area: 4000,
      power: 'yes',
      languages: ['FR', 'FR'],
      productSummary: 'x'.repeat(501),
    }),
  ).toEqual([
    { path: 'answers.registryNumber', rule: 'must be a text' },
    { path: 'answers.membersTotal', rule: 'must be a whole number' },
    { path: 'answers.area', rule: 'must be from 1 to 400' },
    { path: 'answers.power', rule: 'must be true or false' },
    { path: 'answers.languages', rule: 'must be a list, each of it one of AR, ZGH, FR, EN, ES, OTHER, none twice' },
    { path: 'answers.productSummary', rule: 'must not be longer than 500 characters' },
  ]);
  expect(rules('DELEGATION', { country: 'XX', arrivesOn: '2025-02-30', delegationSize: '5' })).toEqual([
    { path: 'answers.country', rule: 'must be an ISO 3166-1 alpha-2 country code' },
    { path: 'answers.arrivesOn', rule: 'must be a day, as YYYY-MM-DD' },
    { path: 'answers.delegationSize', rule: 'must be a number' },
  ]);
  expect(rules('ASSOCIATION', { declarationNumber: '7\u0000' })).toMatchObject([{ path: 'answers.declarationNumber' }]);
  expect(rules('ASSOCIATION', { declaredOn: '1900-01-01', registryNumber: '7' })).toEqual([
    { path: 'answers.declaredOn', rule: 'must not be before 1914-01-01' },
    { path: 'answers.registryNumber', rule: 'is no question that an exhibitor of this kind is asked' },
  ]);
  expect(rules('INSTITUTION', { institutionType: 'BANK' })).toEqual([
    { path: 'answers.institutionType', rule: 'must be one of REGION, MINISTRY, CHAMBER, AGENCY, UNIVERSITY, OTHER' },
  ]);
});

test('answers are an object: nothing else, and nothing of what every object has', () => {
  expect(problems(exhibitor('ARTISAN'), ['power'])).toMatchObject([{ path: 'answers' }]);
  expect(problems(exhibitor('ARTISAN'), JSON.parse('{"__proto__": true, "constructor": "x"}'))).toMatchObject([
    { path: 'answers.__proto__' },
    { path: 'answers.constructor' },
  ]);
});

test('what is left out stays, and null takes an answer away', () => {
  const before = { power: true, area: 9, languages: ['FR'] };
  expect(mergeAnswers(exhibitor('ARTISAN'), before, { area: null, languages: ['FR', 'AR'], water: false })).toEqual({
    power: true,
    languages: ['AR', 'FR'],
    water: false,
  });
});

test('women and youth are not more than all members, told here or in the profile', () => {
  const members = { total: 40, women: 36, youth: 12 };
  const told = exhibitor('CRAFT_COOPERATIVE', { members });
  expect(problems(told, { membersWomen: 41 })).toEqual([
    { path: 'answers.membersWomen', rule: 'must not be more than membersTotal' },
  ]);
  expect(problems(told, { membersTotal: 50, membersWomen: 41 })).toEqual([]);
});

test('what the profile says of the members, or of a country other than Morocco, need not be answered', () => {
  const missing = (who: Exhibitor) => missingAnswers(who, {}).map(({ code }) => code);
  const members = { total: 40, women: 0, youth: 12 };
  expect(missing(exhibitor('CRAFT_COOPERATIVE'))).toEqual(
    expect.arrayContaining(['membersTotal', 'membersWomen', 'membersYouth', 'registryNumber']),
  );
  expect(missing(exhibitor('CRAFT_COOPERATIVE', { members }))).toEqual([
    'registryNumber',
    'productSummary',
    'firstTime',
    'power',
    'water',
    'languages',
  ]);
  expect(missing(exhibitor('DELEGATION'))).toContain('country');
  expect(missing(exhibitor('DELEGATION', { country: 'SN' }))).not.toContain('country');
});
