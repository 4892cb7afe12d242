import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../../service.js';
import { awardBuilders, juror } from '../../testing/award-builders.js';
import { partnershipBuilders, refusalOf } from '../../testing/partnership-builders.js';

let service: TestService;
let awards: ReturnType<typeof awardBuilders>;
let partnerships: ReturnType<typeof partnershipBuilders>;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  awards = awardBuilders(service);
  partnerships = partnershipBuilders(service);
});
afterAll(() => service.close());

/** A category with two nominees, and a juror who is of an exhibitor that is not in the running. */
async function judging(jurors = 0) {
  const { editionId, exhibitorIds, nomineeIds } = await awards.judging({ nominees: 2, jurors });
  const own = await awards.make.exhibitor();
  await awards.appoint(editionId, 'member', own);
  const [partner = '', stranger = ''] = exhibitorIds;
  const [ofPartner = '', ofStranger = ''] = nomineeIds;
  return { editionId, own, partner, stranger, ofPartner, ofStranger };
}

const byPartnership = { code: 'FORBIDDEN', rule: 'PARTNERSHIP', partnershipKind: 'SUPPLY' };

test('a juror of an exhibitor that has agreed or proposed a partnership with the nominee does not score it, and is told by which rule', async () => {
  const { own, partner, ofPartner, ofStranger } = await judging();
  const id = await partnerships.proposed(own, partner);
  const { errors } = await awards.score('member', ofPartner, 10);
  expect(errors?.[0]?.message).toContain('partnership');
  expect(errors?.[0]?.extensions).toEqual(byPartnership);
  await partnerships.agree(id, actingFor(partner));
  expect(refusalOf(await awards.score('member', ofPartner, 10))).toEqual(byPartnership);
  expect((await awards.score('member', ofStranger, 4)).errors).toBeUndefined();
  await partnerships.end(id, actingFor(partner), 'over');
  expect((await awards.score('member', ofPartner, 5)).errors).toBeUndefined();
});

test('a proposal of the nominee excludes no juror until it is agreed', async () => {
  const { own, partner, ofPartner } = await judging();
  const id = await partnerships.proposed(partner, own);
  expect((await awards.score('member', ofPartner, 6)).errors).toBeUndefined();
  await partnerships.agree(id, actingFor(own));
  expect(refusalOf(await awards.score('member', ofPartner, 7))).toEqual(byPartnership);
});

test('a partnership that was declined or taken back excludes nobody', async () => {
  const { own, partner, ofPartner } = await judging();
  await partnerships.decline(await partnerships.proposed(own, partner), organiser, 'no');
  await partnerships.withdraw(await partnerships.proposed(own, partner), organiser);
  expect((await awards.score('member', ofPartner, 5)).errors).toBeUndefined();
});

test("a juror whose token is an exhibitor's is excluded by that exhibitor's partnerships", async () => {
  const { editionId, own, partner, ofPartner } = await judging();
  await awards.appoint(editionId, `exhibitor-${own}`);
  await partnerships.agreed(own, partner);
  const input = { nomineeId: ofPartner, scores: [{ criterion: 'QUALITY', points: 10 }] };
  const score = 'mutation ($input: ScoreNomineeInput!) { scoreNominee(input: $input) { id } }';
  expect(await service.refusal(score, { input }, { as: actingFor(own) })).toMatchObject(byPartnership);
});

test('the awards are sealed without the scores that a partnership forbids; one given before there was a partnership counts', async () => {
  const { editionId, own, partner, stranger, ofPartner, ofStranger } = await judging(1);
  await awards.score('juror-0', ofPartner, 5);
  await awards.score('juror-0', ofStranger, 5);
  await awards.score('member', ofStranger, 9);
  await partnerships.agreed(own, partner);
  await partnerships.agreed(stranger, own, { kind: 'EXPORT' });
  expect((await awards.seal(editionId)).errors).toBeUndefined();
  const ranks: { nominee_id: string; rank: number }[] = await service.database.query(
    'SELECT nominee_id, rank FROM sealed_results WHERE edition_id = $1 ORDER BY rank',
    [editionId],
  );
  expect(ranks).toEqual([
    { nominee_id: ofStranger, rank: 1 },
    { nominee_id: ofPartner, rank: 2 },
  ]);
});

const nominees = `query ($id: ID!) { awardCategories(editionId: $id) { nodes { nominees(first: 100) { nodes {
  exhibitor { id } ownExclusion { rule reason partnershipKind }
} } } } }`;

const exclusions = async (editionId: string, as = juror('member')) => {
  const { awardCategories } = await service.data(nominees, { id: editionId }, { as });
  const nodes: { exhibitor: { id: string }; ownExclusion: object | null }[] = awardCategories.nodes[0].nominees.nodes;
  return Object.fromEntries(nodes.map(({ exhibitor, ownExclusion }) => [exhibitor.id, ownExclusion]));
};

test('a juror sees beforehand which nominees it does not score, and by which rule; nobody sees it of another', async () => {
  const { editionId, own, partner, stranger } = await judging(1);
  await partnerships.agreed(own, partner);
  expect(await exclusions(editionId)).toEqual({
    [partner]: { rule: 'PARTNERSHIP', reason: null, partnershipKind: 'SUPPLY' },
    [stranger]: null,
  });
  const declare = 'mutation ($input: DeclareConflictInput!) { declareConflict(input: $input) { id } }';
  const input = { editionId, exhibitorId: stranger, reason: 'my cousin' };
  await service.data(declare, { input }, { as: juror('member') });
  expect((await exclusions(editionId))[stranger]).toEqual({
    rule: 'DECLARED',
    reason: 'my cousin',
    partnershipKind: null,
  });
  await awards.appoint(editionId, 'of-the-nominee', stranger);
  expect((await exclusions(editionId, juror('of-the-nominee')))[stranger]).toMatchObject({ rule: 'MEMBER' });
  for (const as of [juror('juror-0'), organiser]) {
    expect(await exclusions(editionId, as)).toEqual({ [partner]: null, [stranger]: null });
  }
});

test('exclusions of fifty nominees are read with as many statements as that of one', async () => {
  const { editionId, exhibitorIds, categoryId } = await awards.judging({ nominees: 1, jurors: 0 });
  await awards.appoint(editionId, 'member', await awards.make.exhibitor());
  const read = () => service.data(nominees, { id: editionId }, { as: juror('member') });
  const forOne = await service.countStatements(read);
  const more = await Promise.all(Array.from({ length: 49 }, () => awards.make.exhibitor()));
  await Promise.all(more.map((id) => awards.make.approved(editionId, id)));
  await awards.nominate(categoryId, more);
  expect(exhibitorIds).toHaveLength(1);
  expect(await service.countStatements(read)).toBe(forOne);
});
