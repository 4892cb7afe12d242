import { page } from '@maarad/shared/database';
import type { Context, Page, PageArgs } from '@maarad/shared/graphql';
import { Stall } from '../stalls/stall.entity.js';
import { statementOfExhibitor } from './statement-of.js';
import type { Statement } from './statement.js';

/** A page of the statements of all exhibitors with a stall; null for the statement of one. */
export async function statementsInFair(
  context: Context,
  { exhibitorId, editionId, day }: Statement,
  args: PageArgs,
): Promise<Page<Statement> | null> {
  if (exhibitorId) {
    return null;
  }
  const stalls = context.database
    .getRepository(Stall)
    .createQueryBuilder('stall')
    .where('stall.editionId = :editionId', { editionId })
    .andWhere(
      `NOT EXISTS (SELECT FROM stalls other WHERE other.edition_id = stall.edition_id
         AND other.exhibitor_id = stall.exhibitor_id AND other.id > stall.id)`,
    );
  const stallsOfPage = await page(stalls, args, { by: ['exhibitorId'] });
  const statements = (await Promise.all(
    stallsOfPage.nodes.map((stall) =>
      statementOfExhibitor(context, stall.exhibitorId, { editionId, day: day ?? undefined }),
    ),
  )) as Statement[];
  return {
    edges: stallsOfPage.edges.map(({ cursor }, index) => ({ cursor, node: statements[index] as Statement })),
    nodes: statements,
    pageInfo: stallsOfPage.pageInfo,
    get totalCount() {
      return stallsOfPage.totalCount;
    },
  };
}
