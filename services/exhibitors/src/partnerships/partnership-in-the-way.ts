import { In, type EntityManager, type FindOptionsWhere } from 'typeorm';
import { Conflict } from '@maarad/shared/errors';
import type { PartnershipKind } from './partnership-kind.js';
import { openStatuses } from './partnership-status.js';
import { Partnership } from './partnership.entity.js';

/** Who two exhibitors, or an exhibitor and an outside partner, are to each other, whoever proposed. */
export function betweenThem(
  exhibitorId: string,
  other: { toExhibitorId: string } | { outsidePartnerId: string },
): FindOptionsWhere<Partnership>[] {
  const asProposer = { fromExhibitorId: exhibitorId, ...other };
  return 'toExhibitorId' in other
    ? [asProposer, { fromExhibitorId: other.toExhibitorId, toExhibitorId: exhibitorId }]
    : [asProposer];
}

/** What it means that the two have an open partnership of the kind already: CONFLICT that names it. */
export async function partnershipInTheWay(
  manager: EntityManager,
  exhibitorId: string,
  other: { toExhibitorId: string } | { outsidePartnerId: string } | null,
  kind: PartnershipKind,
): Promise<Conflict> {
  const open = other && {
    where: betweenThem(exhibitorId, other).map((where) => ({ ...where, kind, status: In([...openStatuses]) })),
  };
  const there = open && (await manager.findOne(Partnership, open));
  return new Conflict(
    'The two have a partnership of this kind already, proposed or agreed.',
    there ? [{ type: 'Partnership', id: there.id }] : [],
    there ? { status: there.status } : {},
  );
}
