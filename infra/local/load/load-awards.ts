import type { FairData } from '../fair-data.js';
import { randomFrom, type Random } from '../seeded-random.js';
import type { GraphClient, Refused } from './graph-client.js';
import type { LoadedExhibitors } from './load-exhibitors.js';
import { mutateEach } from './mutate-each.js';

/** A nominee in the graph, with the key of its exhibitor in the data. */
interface Nominated {
  id: string;
  exhibitor: string;
}

const done = ({ code }: Refused) => code === 'ILLEGAL_TRANSITION';

/** Categories, nominees and a jury that scores them blind; the result is sealed, then published at the ceremony. */
export async function loadAwards(
  graph: GraphClient,
  clientOf: (person: string) => Promise<GraphClient>,
  { awards, partnerships }: FairData,
  { editionId, exhibitorIds }: LoadedExhibitors,
): Promise<void> {
  await mutateEach(
    graph,
    'appointJuror',
    'AppointJurorInput',
    awards.jurors.map(({ key, exhibitor }) => ({
      ...{ idempotencyKey: key, editionId, principalId: key },
      ...(exhibitor && { exhibitorId: exhibitorIds.get(exhibitor) }),
    })),
  );
  // Who is appointed sits in it: its people are missed elsewhere meanwhile.
  await mutateEach(
    graph,
    'scheduleJurySitting',
    'ScheduleJurySittingInput',
    awards.sittings.map(({ key, ...time }) => ({ idempotencyKey: key, judgingId: editionId, ...time })),
  );
  const nominees = await nominateAll(graph, awards, { editionId, exhibitorIds });
  const random = randomFrom(awards.seed);
  for (const { key, exhibitor: own } of awards.jurors) {
    const juror = await clientOf(key);
    const interests = awards.interests.filter((interest) => interest.juror === key);
    const declared = interests.map(({ exhibitor, reason }) => ({
      ...{ editionId, exhibitorId: exhibitorIds.get(exhibitor), reason },
    }));
    await mutateEach(juror, 'declareConflict', 'DeclareConflictInput', declared, { done });
    const excluded = new Set([own, ...partnersOf(own, partnerships), ...interests.map(({ exhibitor }) => exhibitor)]);
    const sheets = nominees.map(({ id, exhibitor }) => ({ exhibitor, nomineeId: id, scores: points(awards, random) }));
    const given = sheets
      .filter(({ exhibitor }) => !excluded.has(exhibitor))
      .map(({ nomineeId, scores }) => ({ nomineeId, scores }));
    await mutateEach(juror, 'scoreNominee', 'ScoreNomineeInput', given, { done });
  }
  await mutateEach(graph, 'sealAwards', 'SealAwardsInput', [{ editionId }], { done });
  const citations = awards.categories
    .flatMap((category) => category.nominees)
    .map(({ citation }, index) => ({ nomineeId: nominees[index]?.id, citation }));
  await mutateEach(graph, 'publishAwards', 'PublishAwardsInput', [{ editionId, citations }], { done });
}

/** Gives the nominees in the order of the data. */
async function nominateAll(
  graph: GraphClient,
  { categories, criteria }: FairData['awards'],
  { editionId, exhibitorIds }: LoadedExhibitors,
): Promise<Nominated[]> {
  const made = await mutateEach(
    graph,
    'createAwardCategory',
    'CreateAwardCategoryInput',
    categories.map(({ key, name, places }) => ({ idempotencyKey: key, editionId, name, criteria, places })),
  );
  const nominated = await mutateEach<{ id: string; exhibitor: { id: string } }[]>(
    graph,
    'nominate',
    'NominateInput',
    categories.map(({ key, nominees }, index) => ({
      ...{ idempotencyKey: `${key}-nominees`, categoryId: made[index]?.id },
      exhibitorIds: nominees.map(({ exhibitor }) => exhibitorIds.get(exhibitor)),
    })),
    { selection: 'id exhibitor { id }' },
  );
  return categories.flatMap(({ nominees }, index) =>
    nominees.map(({ exhibitor }) => ({
      id: nominated[index]?.find((nominee) => nominee.exhibitor.id === exhibitorIds.get(exhibitor))?.id ?? '',
      exhibitor,
    })),
  );
}

/** A juror may not score those with whom its own exhibitor works. */
const partnersOf = (own: string | undefined, { between }: FairData['partnerships']): string[] =>
  between.flatMap(({ from, to, then }) =>
    then === 'DECLINED' || (own !== from && own !== to) ? [] : [own === from ? to : from],
  );

const points = ({ criteria }: FairData['awards'], random: Random) =>
  criteria.map(({ code }) => ({ criterion: code, points: 5 + Math.floor(random() * 6) }));
