import { In } from 'typeorm';
import { requireActsFor, type Principal } from '@maarad/shared/auth';
import { Forbidden } from '@maarad/shared/errors';
import { pagesByParent } from '@maarad/shared/database';
import {
  defineLoader,
  defineLoaderWithArgs,
  groupedBy,
  inOrderOf,
  type Context,
  type Page,
  type PageArgs,
} from '@maarad/shared/graphql';
import { fewestAnswers, Feedback, type RatingCount } from './feedback.entity.js';

/** @throws Forbidden for all others, the organiser among them: who said what stays with the exhibitor. */
export function requireSaidIt(principal: Principal, exhibitorId: string): void {
  requireActsFor(principal, exhibitorId);
  if (principal.role === 'admin') {
    throw new Forbidden('Who said what of a workshop is not told.');
  }
}

export const feedbackOfEnrolment = defineLoader(async (enrolmentIds: readonly string[], { database }) => {
  const given = await database.getRepository(Feedback).findBy({ enrolmentId: In([...enrolmentIds]) });
  return inOrderOf(enrolmentIds, given, ({ enrolmentId }) => enrolmentId);
});

/** How many of a workshop gave each rating; those from 1 to 5 that nobody gave too. */
const ratingsOfWorkshop = defineLoader(async (workshopIds: readonly string[], { database }) => {
  const rows: { workshop_id: string; rating: number; count: number }[] = await database.query(
    `SELECT workshop_id, rating, count(*)::integer AS count FROM feedback WHERE workshop_id = ANY($1)
     GROUP BY workshop_id, rating`,
    [workshopIds],
  );
  return groupedBy(workshopIds, rows, ({ workshop_id: id }) => id).map((ratings): RatingCount[] =>
    [1, 2, 3, 4, 5].map((rating) => ({ rating, count: ratings.find((row) => row.rating === rating)?.count ?? 0 })),
  );
});

/** Null below five answers. */
export async function shownRatings(context: Context, workshopId: string): Promise<RatingCount[] | null> {
  const ratings = await ratingsOfWorkshop(context).load(workshopId);
  return ratings.reduce((answers, { count }) => answers + count, 0) < fewestAnswers ? null : ratings;
}

/** The mean, to two decimals. */
export function meanOf(ratings: readonly RatingCount[]): number {
  const answers = ratings.reduce((sum, { count }) => sum + count, 0);
  const points = ratings.reduce((sum, { rating, count }) => sum + rating * count, 0);
  return Math.round((points / answers) * 100) / 100;
}

const answersOfWorkshop = defineLoaderWithArgs((workshopIds, args: PageArgs, { database }) =>
  pagesByParent(database.manager, Feedback, {
    parent: 'workshopId',
    parentIds: workshopIds,
    args,
    order: { by: ['id'] },
  }),
);

/** What was said of a workshop, without the ratings where there are too few. */
export async function shownFeedback(context: Context, workshopId: string, args: PageArgs): Promise<Page<Feedback>> {
  const [answers, ratings] = await Promise.all([
    answersOfWorkshop(context).load(workshopId, args),
    shownRatings(context, workshopId),
  ]);
  if (ratings !== null) {
    return answers;
  }
  const edges = answers.edges.map(({ node, cursor }) => ({ node: { ...node, rating: null }, cursor }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: answers.pageInfo,
    get totalCount() {
      return answers.totalCount;
    },
  };
}
