import { In } from 'typeorm';
import { pageOf, pagesByParent, placeAfter } from '@maarad/shared/database';
import { BadUserInput } from '@maarad/shared/errors';
import { defineLoaderWithArgs, entityLoader, type Context, type Page, type PageArgs } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { PartnershipFollowUp } from './follow-ups/follow-up.entity.js';
import { OutsidePartner } from './outside-partner.entity.js';
import { maySee } from './partnership-sides.js';
import { Partnership } from './partnership.entity.js';
import { ownExhibitor } from './partnerships-query.js';

const partnershipById = entityLoader(Partnership);
export const outsidePartnerById = entityLoader(OutsidePartner);

/** A partnership, for those who may see it: null for all others, as if there were none. */
export async function visiblePartnership(context: Context, id: string): Promise<Partnership | null> {
  const partnership = await partnershipById(context).load(id);
  return partnership && maySee(context.principal, partnership) ? partnership : null;
}

export const followUpsOf = defineLoaderWithArgs((parentIds, args: PageArgs, { database }) =>
  pagesByParent(database.manager, PartnershipFollowUp, {
    parent: 'partnershipId',
    parentIds,
    args,
    order: { by: ['at', 'id'], direction: 'DESC' },
  }),
);

/** $1 the exhibitors, $2 whether all are seen, $3 the exhibitor whose own are seen beside what is public. */
const seenOfEach = `
  FROM unnest($1::uuid[]) side(exhibitor_id)
  JOIN partnerships p ON side.exhibitor_id IN (p.from_exhibitor_id, p.to_exhibitor_id)
  WHERE ($2 OR p.agreed_at IS NOT NULL OR $3::uuid IN (p.from_exhibitor_id, p.to_exhibitor_id))`;

const order = { by: ['id' as const], direction: 'DESC' as const };

/** A page of the partnerships of each of many exhibitors, whichever side they are of: the latest proposed first. */
export const partnershipsOfExhibitor = defineLoaderWithArgs<PageArgs, Page<Partnership>>(
  async (exhibitorIds, args, { database, principal }) => {
    const seen = [exhibitorIds, principal.role === 'admin', ownExhibitor(principal)];
    const after = args.after ? afterId(args.after) : null;
    const chosen: { exhibitorId: string; id: string }[] = await database.query(
      `SELECT "exhibitorId", id FROM (
         SELECT side.exhibitor_id AS "exhibitorId", p.id,
                row_number() OVER (PARTITION BY side.exhibitor_id ORDER BY p.id DESC) AS rank
         ${seenOfEach} AND ($4::uuid IS NULL OR p.id < $4)
       ) ranked WHERE rank <= $5 ORDER BY id DESC`,
      [...seen, after, args.first + 1],
    );
    const ids = [...new Set(chosen.map(({ id }) => id))];
    const rows = new Map(
      (await database.getRepository(Partnership).findBy({ id: In(ids) })).map((row) => [row.id, row]),
    );
    let totals: Promise<Map<string, number>> | undefined;
    const readTotals = async () => {
      const counted: { id: string; total: string }[] = await database.query(
        `SELECT side.exhibitor_id AS id, count(*) AS total ${seenOfEach} GROUP BY side.exhibitor_id`,
        seen,
      );
      return new Map(counted.map(({ id, total }) => [id, Number(total)]));
    };
    return exhibitorIds.map((exhibitorId) => {
      const own = chosen.filter((one) => one.exhibitorId === exhibitorId).flatMap(({ id }) => rows.get(id) ?? []);
      return pageOf(own, args, order, async () => (await (totals ??= readTotals())).get(exhibitorId) ?? 0);
    });
  },
);

/** @throws BadUserInput when the cursor is not one that this list gave. */
function afterId(cursor: string): string {
  const [id] = placeAfter(cursor, 1);
  if (isId(id)) {
    return id;
  }
  throw new BadUserInput([{ path: 'after', rule: 'must be a cursor that this list gave' }]);
}
