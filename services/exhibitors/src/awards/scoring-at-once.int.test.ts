import { testService, type TestService } from '@maarad/shared/testing';
import { exhibitorsService } from '../service.js';
import { awardBuilders } from '../testing/award-builders.js';

let service: TestService;
let awards: ReturnType<typeof awardBuilders>;

beforeAll(async () => {
  service = await testService(exhibitorsService);
  awards = awardBuilders(service);
});
afterAll(() => service.close());

const scoresOf = (nomineeId: string | undefined): Promise<{ points: number }[]> =>
  service.database.query('SELECT points FROM scores WHERE nominee_id = $1', [nomineeId]);

test('fifty jurors who score at once are all counted, and one juror fifty times at once has one score', async () => {
  const { nomineeIds, principals } = await awards.judging({ nominees: 2, jurors: 50 });
  const [first = '', second = ''] = nomineeIds;
  const answers = await Promise.all(principals.map((principal) => awards.score(principal, first, 6)));
  expect(answers.filter(({ errors }) => errors)).toEqual([]);
  expect(await scoresOf(first)).toHaveLength(50);
  await Promise.all(Array.from({ length: 50 }, (_, index) => awards.score('juror-0', second, index % 11)));
  expect(await scoresOf(second)).toHaveLength(1);
});

test('sealed while fifty score: what came before the seal counts, what came after is refused, the result fits the scores', async () => {
  const { editionId, nomineeIds, principals } = await awards.judging({ nominees: 2, jurors: 50 });
  const [first = '', second = ''] = nomineeIds;
  await Promise.all(principals.flatMap((principal) => nomineeIds.map((id) => awards.score(principal, id, 5))));
  const [sealed, ...answers] = await Promise.all([
    new Promise((resolve) => setImmediate(resolve)).then(() => awards.seal(editionId)),
    ...principals.map((principal) => awards.score(principal, second, 10)),
  ]);
  expect(sealed.errors).toBeUndefined();
  const refused = answers.filter(({ errors }) => errors);
  expect(refused.every(({ errors }) => errors?.[0]?.extensions?.code === 'ILLEGAL_TRANSITION')).toBe(true);
  const raised = (await scoresOf(second)).filter(({ points }) => points === 10).length;
  expect(raised + refused.length).toBe(50);
  const results: { nominee_id: string; rank: number }[] = await service.database.query(
    'SELECT nominee_id, rank FROM sealed_results WHERE edition_id = $1',
    [editionId],
  );
  const rankOf = Object.fromEntries(results.map(({ nominee_id, rank }) => [nominee_id, rank]));
  expect(rankOf).toEqual({ [first]: raised > 0 ? 2 : 1, [second]: 1 });
});
