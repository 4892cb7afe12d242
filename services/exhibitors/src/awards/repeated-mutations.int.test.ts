import { newId } from '@maarad/shared/runtime';
import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { awardBuilders, juror } from '../testing/award-builders.js';

let service: TestService;
let awards: ReturnType<typeof awardBuilders>;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  awards = awardBuilders(service);
});
afterAll(() => service.close());

const creating = (mutation: string, input: object) => {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  return [`mutation ($input: ${type}!) { made: ${mutation}(input: $input) { id } }`, { input }] as const;
};
const as = { as: organiser };
const rowsOf = async (table: string, editionId: string): Promise<number> =>
  (await service.database.query(`SELECT 1 FROM ${table} WHERE edition_id = $1`, [editionId])).length;

/** What each creating mutation of the awards takes, twice with other contents. */
async function creatingInputs() {
  const { editionId, categoryId } = await awards.judging({ nominees: 1, jurors: 0 });
  const candidates = [await awards.make.exhibitor(), await awards.make.exhibitor()];
  await Promise.all(candidates.map((id) => awards.make.approved(editionId, id)));
  const category = (fr: string) => ({
    ...{ editionId, name: { fr }, criteria: [{ code: 'QUALITY', name: { fr: 'Qualité' }, weight: 1 }] },
  });
  const table = { createAwardCategory: 'award_categories', appointJuror: 'jurors', nominate: 'nominees' };
  return {
    editionId,
    cases: [
      ['createAwardCategory', table.createAwardCategory, category('Terroir'), category('Tissage')],
      ['appointJuror', table.appointJuror, { editionId, principalId: 'a' }, { editionId, principalId: 'b' }],
      ['nominate', table.nominate, ...candidates.map((id) => ({ categoryId, exhibitorIds: [id] }))],
    ] as [string, string, object, object][],
  };
}

test('a repeated category, appointment or nomination gives the first answer again, and another input is refused', async () => {
  const { editionId, cases } = await creatingInputs();
  for (const [mutation, table, input, other] of cases) {
    const idempotencyKey = newId();
    const before = await rowsOf(table, editionId);
    const { made } = await service.data(...creating(mutation, { ...input, idempotencyKey }), as);
    expect(await service.data(...creating(mutation, { ...input, idempotencyKey }), as)).toEqual({ made });
    expect(await service.refusal(...creating(mutation, { ...other, idempotencyKey }), as)).toMatchObject({
      code: 'IDEMPOTENCY_CONFLICT',
    });
    expect(await rowsOf(table, editionId)).toBe(before + 1);
  }
});

test('fifty clients who repeat a category, an appointment or a nomination at once make it once', async () => {
  const { editionId, cases } = await creatingInputs();
  for (const [mutation, table, input] of cases) {
    const idempotencyKey = newId();
    const before = await rowsOf(table, editionId);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => service.data(...creating(mutation, { ...input, idempotencyKey }), as)),
    );
    expect(new Set(answers.map(({ made }) => JSON.stringify(made))).size).toBe(1);
    expect(await rowsOf(table, editionId)).toBe(before + 1);
  }
});

test('points given again stand once, and a declared interest stays one however often it is declared', async () => {
  const { editionId, exhibitorIds, nomineeIds } = await awards.judging({ nominees: 2, jurors: 1 });
  const [scored = '', interesting = ''] = nomineeIds;
  for (const points of [4, 7, 7]) {
    await awards.score('juror-0', scored, points);
  }
  expect(await service.database.query('SELECT points FROM scores WHERE nominee_id = $1', [scored])).toEqual([
    { points: 7 },
  ]);
  const exhibitorId = exhibitorIds[nomineeIds.indexOf(interesting)];
  const declare =
    'mutation ($input: DeclareConflictInput!) { declareConflict(input: $input) { interests { reason } } }';
  for (let time = 0; time < 2; time += 1) {
    const input = { editionId, exhibitorId, reason: 'my cousin' };
    const { declareConflict } = await service.data(declare, { input }, { as: juror('juror-0') });
    expect(declareConflict.interests).toEqual([{ reason: 'my cousin' }]);
  }
});
