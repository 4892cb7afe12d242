import { Forbidden } from '@maarad/shared/errors';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { builders } from '../testing/builders.js';
import { draftBuilder, draftInput, draftOperations, wholeAnswers } from '../testing/draft-builders.js';
import { RegistrationDraftResolver } from './registration-draft.resolver.js';
import { Registration } from './registration.entity.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let draftFor: ReturnType<typeof draftBuilder>;
let edition: string;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  make = builders(service);
  draftFor = draftBuilder(service, make);
  edition = await make.edition();
});
afterAll(() => service.close());

const { begin, fillIn, submit } = draftOperations;
const draft = (answers?: object, exhibitor?: string) => draftFor(edition, answers, exhibitor);

test('a draft and its answers are seen and changed by the exhibitor itself and the organiser only', async () => {
  const { id, exhibitorId, as: own } = await draft(wholeAnswers);
  const others = [actingFor(await make.exhibitor()), { id: 'a-partner', role: 'partner' } as const, undefined];
  const read = 'query ($id: ID!) { registration(id: $id) { answers missingAnswers { code } } }';
  expect((await service.data(read, { id }, { as: organiser })).registration.answers).toEqual(wholeAnswers);
  expect((await service.data(read, { id }, own)).registration.answers).toEqual(wholeAnswers);
  const entity = 'query ($of: [_Any!]!) { _entities(representations: $of) { ... on Registration { answers } } }';
  const of = [{ __typename: 'Registration', id }];
  const ofExhibitor = 'query ($id: ID!) { exhibitor(id: $id) { registration { answers } } }';
  for (const as of others) {
    expect((await service.data(entity, { of }, { as }))._entities).toEqual([null]);
    const { data } = await service.execute(read, { id }, { as });
    expect(data?.registration ?? null).toBeNull();
    const { code } = await service.refusal(ofExhibitor, { id: exhibitorId }, { as });
    expect(['FORBIDDEN', 'UNAUTHENTICATED']).toContain(code);
    for (const [step, input] of [
      [begin, draftInput(edition, exhibitorId).input],
      [fillIn, { registrationId: id, answers: { power: false } }],
      [submit, { registrationId: id }],
    ] as const) {
      expect(['FORBIDDEN', 'UNAUTHENTICATED']).toContain((await service.refusal(step, { input }, { as })).code);
    }
  }
});

test('whoever gets hold of a registration by another way reads no answers of another exhibitor', async () => {
  const { id, exhibitorId } = await draft(wholeAnswers);
  const as = actingFor(await make.exhibitor());
  const resolver = new RegistrationDraftResolver();
  const registration = await service.database.getRepository(Registration).findOneByOrFail({ id });
  expect(() => resolver.answers(registration, service.context({ as }))).toThrow(Forbidden);
  expect(() => resolver.missingAnswers(registration, service.context({ as }))).toThrow(Forbidden);
  expect(resolver.answers(registration, service.context({ as: actingFor(exhibitorId) }))).toEqual(wholeAnswers);
});

test('a list of drafts costs the same number of statements whether there is one or fifty', async () => {
  const own = await make.edition();
  const list = () =>
    service.countStatements(() =>
      service.data(
        'query ($id: ID!) { registrations(first: 100, filter: { editionId: $id }) { nodes { answers missingAnswers { code label { value } } } } }',
        { id: own },
        { as: organiser },
      ),
    );
  const another = async () => service.data(begin, draftInput(own, await make.exhibitor(), {}), { as: organiser });
  await another();
  const one = await list();
  await Promise.all(Array.from({ length: 49 }, another));
  expect(await list()).toBe(one);
});

test('anyone reads the questions of a kind, in four languages, with their options and limits', async () => {
  const { registrationQuestions: questions } = await service.data(
    'query { registrationQuestions(kind: ARTISAN) { code type required fromProfile label { value(language: ZGH) direction } help { value(language: EN) } options { code label { value(language: FR) } } limits { min max mostChoices maxLength earliest whole } } }',
  );
  const of = (wanted: string) => questions.find(({ code }: { code: string }) => code === wanted);
  expect(questions[0]).toMatchObject({ code: 'professionalCardNumber', type: 'TEXT', required: true, options: [] });
  expect(of('area')).toMatchObject({
    ...{ type: 'NUMBER', required: false, fromProfile: false, help: { value: 'In square metres.' } },
    limits: { min: 1, max: 400, mostChoices: null },
  });
  expect(of('languages')).toMatchObject({ type: 'CHOICE', limits: { mostChoices: 6 } });
  expect(of('languages').options[1]).toEqual({ code: 'ZGH', label: { value: 'Amazighe' } });
  expect(of('power').label.value).toContain('ⵜⵔⵉⵙⵉⵜⵉ');
});
