import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { builders } from '../testing/builders.js';
import { draftBuilder, draftInput, draftOperations, wholeAnswers } from '../testing/draft-builders.js';

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
const problemsOf = ({ problems }: Record<string, any>) => problems.map(({ path }: { path: string }) => path);

test('an exhibitor drafts its registration, fills it in step by step and submits it; the fair hears of it only then', async () => {
  const { id, status, answers, missingAnswers, as } = await draft({ power: true, area: 12 });
  expect({ status, answers }).toEqual({ status: 'DRAFT', answers: { power: true, area: 12 } });
  expect(missingAnswers.map(({ code }: { code: string }) => code)).toEqual([
    ...['registryNumber', 'productSummary', 'firstTime', 'water', 'languages'],
  ]);
  const { made } = await service.data(
    fillIn,
    { input: { registrationId: id, answers: { ...wholeAnswers, area: null } } },
    as,
  );
  expect(made).toEqual({ status: 'DRAFT', answers: wholeAnswers, missingAnswers: [] });
  const toldOf = async () => (await service.told()).filter(({ subject }) => subject === id).map(({ type }) => type);
  expect(await toldOf()).toEqual([]);
  expect((await service.data(submit, { input: { registrationId: id } }, as)).made).toEqual({
    status: 'SUBMITTED',
    answers: wholeAnswers,
    history: [
      { status: 'DRAFT', by: as.as.id },
      { status: 'SUBMITTED', by: as.as.id },
    ],
  });
  expect(await toldOf()).toEqual(['org.maarad.exhibitors.registration.submitted.v1']);
  expect(JSON.stringify(await service.told())).not.toContain(wholeAnswers.registryNumber);
});

test('a draft is submitted only when every required answer is there, and each that is missing is named', async () => {
  const { id, as } = await draft({ power: true });
  const input = { registrationId: id };
  const refusal = await service.refusal(submit, { input }, as);
  expect(refusal.code).toBe('BAD_USER_INPUT');
  expect(problemsOf(refusal)).toEqual(
    ['registryNumber', 'productSummary', 'firstTime', 'water', 'languages'].map((code) => `answers.${code}`),
  );
  const { registration } = await service.data('query ($id: ID!) { registration(id: $id) { status } }', { id }, as);
  expect(registration.status).toBe('DRAFT');
});

test('each kind must tell its own facts: a cooperative its members and number, a delegation its country', async () => {
  const missing = async (profile: object) => {
    const { id, as } = await draft({}, await make.exhibitor(profile));
    return problemsOf(await service.refusal(submit, { input: { registrationId: id } }, as));
  };
  expect(await missing({ members: undefined })).toEqual(
    expect.arrayContaining(
      ['membersTotal', 'membersWomen', 'membersYouth', 'registryNumber'].map((code) => `answers.${code}`),
    ),
  );
  const fromMorocco = { kind: 'DELEGATION', sector: 'CRAFTS', members: undefined };
  expect(await missing(fromMorocco)).toContain('answers.country');
  const fromSenegal = await missing({ ...fromMorocco, country: 'SN', region: undefined });
  expect(fromSenegal).not.toContain('answers.country');
  expect(fromSenegal).toEqual(expect.arrayContaining(['answers.headOfDelegation', 'answers.delegationSize']));
  expect(await missing({ kind: 'ARTISAN', members: undefined })).toContain('answers.professionalCardNumber');
  expect(await missing({ kind: 'ASSOCIATION', members: undefined })).toContain('answers.declarationNumber');
  expect(await missing({ kind: 'INSTITUTION', members: undefined })).toContain('answers.institutionType');
});

test('a draft takes no answer that its question does not, and nothing of the others either', async () => {
  const { id, as } = await draft({ power: true });
  const answers = { power: false, area: 'large', country: 'SN' };
  const refusal = await service.refusal(fillIn, { input: { registrationId: id, answers } }, as);
  expect(problemsOf(refusal)).toEqual(['answers.area', 'answers.country']);
  const { registration } = await service.data('query ($id: ID!) { registration(id: $id) { answers } }', { id }, as);
  expect(registration.answers).toEqual({ power: true });
  const bad = draftInput(edition, await make.exhibitor(), { languages: 'FR' });
  expect(problemsOf(await service.refusal(begin, bad, { as: organiser }))).toEqual(['answers.languages']);
});

test('a registration submitted at once must be whole where it gives answers, and may give none', async () => {
  const submitAtOnce =
    'mutation ($input: SubmitRegistrationInput!) { made: submitRegistration(input: $input) { status answers missingAnswers { code } } }';
  const as = { as: organiser };
  const exhibitor = await make.exhibitor();
  expect(
    problemsOf(
      await service.refusal(submitAtOnce, draftInput(edition, exhibitor, { ...wholeAnswers, water: null }), as),
    ),
  ).toEqual(['answers.water']);
  expect((await service.data(submitAtOnce, draftInput(edition, exhibitor, wholeAnswers), as)).made).toEqual({
    ...{ status: 'SUBMITTED', answers: wholeAnswers, missingAnswers: [] },
  });
  const onPaper = (await service.data(submitAtOnce, draftInput(edition, await make.exhibitor()), as)).made;
  expect(onPaper).toMatchObject({ status: 'SUBMITTED', answers: {} });
  expect(onPaper.missingAnswers).toHaveLength(6);
});

test('what was submitted stands: its answers change no more, and it is submitted once', async () => {
  const { id, as } = await draft(wholeAnswers);
  await service.data(submit, { input: { registrationId: id } }, as);
  const late = { registrationId: id, answers: { power: false } };
  expect(await service.refusal(fillIn, { input: late }, as)).toMatchObject({
    code: 'ILLEGAL_TRANSITION',
    from: 'SUBMITTED',
  });
  expect(await service.refusal(submit, { input: { registrationId: id } }, as)).toMatchObject({
    code: 'ILLEGAL_TRANSITION',
    from: 'SUBMITTED',
  });
});

test('a draft is discarded by withdrawing it, the fair is told nothing, and another may be begun', async () => {
  const { id, exhibitorId, as } = await draft(wholeAnswers);
  const { data } = await make.step('withdrawRegistration', id, 'not this year');
  expect(data?.made).toMatchObject({
    status: 'WITHDRAWN',
    history: [{ status: 'DRAFT' }, { status: 'WITHDRAWN', reason: 'not this year' }],
  });
  expect((await service.told()).filter(({ subject }) => subject === id)).toEqual([]);
  expect((await service.data(begin, draftInput(edition, exhibitorId), as)).made.id).not.toBe(id);
});

test('a draft is decided on by nobody, and counts neither among those who take part nor on the waitlist', async () => {
  const own = await make.edition();
  const exhibitorId = await make.exhibitor();
  const as = { as: organiser };
  const { made } = await service.data(begin, draftInput(own, exhibitorId, wholeAnswers), as);
  for (const step of ['approveRegistration', 'waitlistRegistration', 'rejectRegistration', 'confirmRegistration']) {
    const { errors } = await make.step(step, made.id, step.startsWith('reject') ? 'no' : undefined);
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'DRAFT' });
  }
  const { standIds } = await make.hall(own);
  expect((await make.assign(standIds[0] ?? '', made.id)).errors?.[0]?.extensions).toMatchObject({ from: 'DRAFT' });
  const { edition: fair, waitlist } = await service.data(
    'query ($id: ID!) { edition(id: $id) { exhibitors { totalCount } } waitlist(editionId: $id) { totalCount } }',
    { id: own },
    as,
  );
  expect([fair.exhibitors.totalCount, waitlist.totalCount]).toEqual([0, 0]);
});

test('fifty who begin a draft for one exhibitor at once: one is there, and the others are told which', async () => {
  const exhibitorId = await make.exhibitor();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      service.execute(begin, draftInput(edition, exhibitorId), { as: actingFor(exhibitorId) }),
    ),
  );
  const made = answers.filter(({ errors }) => !errors);
  expect(made).toHaveLength(1);
  for (const { errors } of answers.filter((answer) => answer.errors)) {
    expect(errors?.[0]?.extensions).toMatchObject({
      code: 'CONFLICT',
      conflictsWith: [{ type: 'Registration', id: made[0]?.data?.made.id }],
      status: 'DRAFT',
    });
  }
});

test('fifty who fill in one draft at once lose nothing of each other, and of fifty who submit it one does', async () => {
  const { id, as } = await draft();
  const entries = Object.entries({ ...wholeAnswers, area: 20 });
  await Promise.all(
    Array.from({ length: 50 }, (_, index) => {
      const answers = Object.fromEntries([entries[index % entries.length] ?? ['power', true]]);
      return service.data(fillIn, { input: { registrationId: id, answers } }, as);
    }),
  );
  const { registration } = await service.data('query ($id: ID!) { registration(id: $id) { answers } }', { id }, as);
  expect(registration.answers).toEqual({ ...wholeAnswers, area: 20 });
  const answers = await Promise.all(
    Array.from({ length: 50 }, () => service.execute(submit, { input: { registrationId: id } }, as)),
  );
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(1);
  expect((await service.told()).filter(({ subject }) => subject === id)).toHaveLength(1);
});

test('the same key gives the first draft again, and with other answers it is refused', async () => {
  const exhibitorId = await make.exhibitor();
  const as = { as: organiser };
  const first = draftInput(edition, exhibitorId, { power: true });
  const { made } = await service.data(begin, first, as);
  expect((await service.data(begin, first, as)).made.id).toBe(made.id);
  const other = { input: { ...first.input, answers: { power: false } } };
  expect(await service.refusal(begin, other, as)).toMatchObject({ code: 'IDEMPOTENCY_CONFLICT' });
});
