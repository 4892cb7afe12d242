import { awardGranted } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { awardBuilders, juror } from '../testing/award-builders.js';

let service: TestService;
let awards: ReturnType<typeof awardBuilders>;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  awards = awardBuilders(service);
});
afterAll(() => service.close());

const as = { as: organiser };
const codeOf = ({ errors }: { errors?: readonly { extensions?: Record<string, any> }[] }) =>
  errors?.[0]?.extensions?.code;

async function scoreAll(principals: string[], nomineeIds: string[], points: number[]) {
  for (const principal of principals) {
    for (const [index, nomineeId] of nomineeIds.entries()) {
      expect((await awards.score(principal, nomineeId, points[index] ?? 0)).errors).toBeUndefined();
    }
  }
}

const nomineesQuery =
  'query ($id: ID!) { awardCategories(editionId: $id) { nodes { nominees { nodes { id ownScores { criterion points } facts { orders } } } } } }';

test('a juror sees its own scores only, and the organiser none', async () => {
  const { editionId, nomineeIds, principals } = await awards.judging();
  await awards.score(principals[0] ?? '', nomineeIds[0] ?? '', 9);
  const seenBy = async (who: typeof organiser) => {
    const { awardCategories } = await service.data(nomineesQuery, { id: editionId }, { as: who });
    return awardCategories.nodes[0].nominees.nodes.flatMap((node: { ownScores: object[] }) => node.ownScores);
  };
  expect(await seenBy(juror('juror-0'))).toEqual([{ criterion: 'QUALITY', points: 9 }]);
  expect(await seenBy(juror('juror-1'))).toEqual([]);
  expect(await seenBy(organiser)).toEqual([]);
});

test('only an appointed juror scores, and only the jury and the organiser see nominees and their facts', async () => {
  const { editionId, nomineeIds, exhibitorIds } = await awards.judging();
  expect(codeOf(await awards.score('anonymous', nomineeIds[0] ?? '', 5))).toBe('UNAUTHENTICATED');
  expect(codeOf(await awards.score('stranger', nomineeIds[0] ?? '', 5))).toBe('FORBIDDEN');
  expect(codeOf(await awards.score(organiser.id, nomineeIds[0] ?? '', 5))).toBe('FORBIDDEN');
  expect(await service.refusal(nomineesQuery, { id: editionId })).toMatchObject({ code: 'UNAUTHENTICATED' });
  for (const who of [juror('stranger'), actingFor(exhibitorIds[0] ?? '')]) {
    expect(await service.refusal(nomineesQuery, { id: editionId }, { as: who })).toMatchObject({ code: 'FORBIDDEN' });
  }
  const jurors = 'query ($id: ID!) { jurors(editionId: $id) { nodes { principalId interests { reason } } } }';
  expect(await service.refusal(jurors, { id: editionId }, { as: juror('juror-0') })).toMatchObject({
    code: 'FORBIDDEN',
  });
});

test('a juror with an interest does not score: by being of the exhibitor, by its token, or declared, which drops what it gave', async () => {
  const { editionId, exhibitorIds, nomineeIds } = await awards.judging({ jurors: 1 });
  const [first = '', second = '', third = ''] = nomineeIds;
  await awards.appoint(editionId, 'member', exhibitorIds[0]);
  expect(codeOf(await awards.score('member', first, 10))).toBe('FORBIDDEN');
  await awards.appoint(editionId, `exhibitor-${exhibitorIds[1]}`);
  const input = { nomineeId: second, scores: [{ criterion: 'QUALITY', points: 10 }] };
  const scored = 'mutation ($input: ScoreNomineeInput!) { scoreNominee(input: $input) { id } }';
  const own = { as: actingFor(exhibitorIds[1] ?? '') };
  expect(await service.refusal(scored, { input }, own)).toMatchObject({ code: 'FORBIDDEN' });
  await awards.score('juror-0', third, 10);
  const declare =
    'mutation ($input: DeclareConflictInput!) { declareConflict(input: $input) { interests { reason exhibitor { id } } } }';
  const interest = { editionId, exhibitorId: exhibitorIds[2], reason: 'my cousin' };
  const { declareConflict } = await service.data(declare, { input: interest }, { as: juror('juror-0') });
  expect(declareConflict.interests).toEqual([{ reason: 'my cousin', exhibitor: { id: exhibitorIds[2] } }]);
  expect(codeOf(await awards.score('juror-0', third, 10))).toBe('FORBIDDEN');
  expect(await service.database.query('SELECT 1 FROM scores WHERE nominee_id = $1', [third])).toEqual([]);
});

test('only exhibitors that take part are nominated, each once in a category', async () => {
  const { editionId, categoryId, exhibitorIds } = await awards.judging();
  const nominate = (ids: (string | undefined)[]) =>
    service.refusal(
      'mutation ($input: NominateInput!) { nominate(input: $input) { id } }',
      { input: { idempotencyKey: newId(), categoryId, exhibitorIds: ids } },
      as,
    );
  const asking = await awards.make.exhibitor();
  await awards.make.registration(editionId, asking);
  expect(await nominate([asking])).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'exhibitorIds.0' }] });
  expect(await nominate([exhibitorIds[0]])).toMatchObject({ code: 'CONFLICT' });
});

test('the awards are sealed once all have scored: the missing scores are named, unless their juror is excused', async () => {
  const { editionId, nomineeIds, jurorIds } = await awards.judging({ nominees: 2 });
  await scoreAll(['juror-0'], nomineeIds, [3, 8]);
  await awards.score('juror-1', nomineeIds[0] ?? '', 7);
  const { errors } = await awards.seal(editionId);
  expect(errors?.[0]?.extensions).toMatchObject({
    code: 'CONFLICT',
    missing: [{ jurorId: jurorIds[1], nomineeId: nomineeIds[1] }],
  });
  expect((await awards.seal(editionId, [jurorIds[1] ?? ''])).data?.sealAwards.status).toBe('SEALED');
  expect(codeOf(await awards.seal(editionId))).toBe('ILLEGAL_TRANSITION');
  expect(codeOf(await awards.score('juror-1', nomineeIds[1] ?? '', 7))).toBe('ILLEGAL_TRANSITION');
});

test('nobody reads a sealed result before publication, the organiser neither: by no query, no _entities, no event', async () => {
  const { editionId, exhibitorIds, nomineeIds, principals } = await awards.judging();
  await scoreAll(principals, nomineeIds, [5, 9, 5]);
  await awards.seal(editionId);
  const [{ id }] = await service.database.query('SELECT id FROM sealed_results WHERE edition_id = $1', [editionId]);
  for (const who of [organiser, juror('juror-0'), actingFor(exhibitorIds[1] ?? '')]) {
    const seen = await service.data(
      `query ($edition: ID!, $exhibitor: ID!, $representations: [_Any!]!) {
         edition(id: $edition) { judging { status publishedAt } awards { id } } exhibitor(id: $exhibitor) { awards { id } }
         _entities(representations: $representations) { ... on Award { id rank } } }`,
      { edition: editionId, exhibitor: exhibitorIds[1], representations: [{ __typename: 'Award', id }] },
      { as: who },
    );
    expect(seen).toEqual({
      edition: { judging: { status: 'SEALED', publishedAt: null }, awards: [] },
      exhibitor: { awards: [] },
      _entities: [null],
    });
  }
  const told = await service.told(awardGranted.type);
  expect(told.filter(({ data }) => data.editionId === editionId)).toEqual([]);
  const types = Object.values(service.schema.getTypeMap()).map(({ name }) => name);
  expect(types.filter((name) => /sealed|result/i.test(name))).toEqual([]);
  const { errors } = await awards.publish(editionId, [nomineeIds[0] ?? '']);
  const named = errors?.[0]?.extensions?.problems as { rule: string }[];
  expect(named.map(({ rule }) => rule.split(' ').at(-1)).sort()).toEqual(nomineeIds.slice(1).sort());
});

test('published at the ceremony, awards are for everyone: ties share a rank, each is told once', async () => {
  const { editionId, exhibitorIds, nomineeIds, principals } = await awards.judging({ nominees: 5 });
  await scoreAll(principals, nomineeIds, [5, 9, 5, 5, 1]);
  expect(codeOf(await awards.publish(editionId, nomineeIds))).toBe('ILLEGAL_TRANSITION');
  await awards.seal(editionId);
  expect((await awards.publish(editionId, nomineeIds)).errors).toBeUndefined();
  expect(codeOf(await awards.publish(editionId, nomineeIds))).toBe('ILLEGAL_TRANSITION');
  const { edition, exhibitor } = await service.data(
    'query ($id: ID!, $first: ID!) { edition(id: $id) { awards { rank laureate { id } citation { value } } } exhibitor(id: $first) { awards { rank } } }',
    { id: editionId, first: exhibitorIds[1] },
  );
  expect(edition.awards.map(({ rank }: { rank: number }) => rank)).toEqual([1, 2, 2, 2]);
  expect(edition.awards[0]).toMatchObject({
    laureate: { id: exhibitorIds[1] },
    citation: { value: `Pour ${nomineeIds[1]}` },
  });
  expect(exhibitor.awards).toEqual([{ rank: 1 }]);
  const told = (await service.told(awardGranted.type)).filter(({ data }) => data.editionId === editionId);
  expect(told.map(({ data }) => data.rank).sort()).toEqual([1, 2, 2, 2]);
});

test('awards of a list of exhibitors cost the same number of statements for one as for many', async () => {
  const list = (first: number) =>
    service.countStatements(() =>
      service.data('query ($first: Int!) { exhibitors(first: $first) { nodes { awards { rank laureate { id } } } } }', {
        first,
      }),
    );
  await awards.judging({ nominees: 1, jurors: 0 });
  expect(await list(10)).toBe(await list(2));
});
