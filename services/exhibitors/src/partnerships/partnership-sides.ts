import { registerEnumType } from 'type-graphql';
import type { Principal } from '@maarad/shared/auth';
import { Forbidden, NotFound } from '@maarad/shared/errors';
import type { Partnership } from './partnership.entity.js';

export enum PartnershipSide {
  PROPOSER = 'PROPOSER',
  OTHER_SIDE = 'OTHER_SIDE',
  ORGANISER = 'ORGANISER',
}

registerEnumType(PartnershipSide, {
  name: 'PartnershipSide',
  description: 'For whom something was done in a partnership; the organiser acts on behalf of either side.',
});

type Sides = Pick<Partnership, 'id' | 'fromExhibitorId' | 'toExhibitorId' | 'agreedAt'>;

/** The side that the principal is of; null for everyone else. */
export function sideOf({ role, exhibitorId }: Principal, partnership: Sides): PartnershipSide | null {
  if (role === 'admin') {
    return PartnershipSide.ORGANISER;
  }
  if (role !== 'exhibitor' || !exhibitorId) {
    return null;
  }
  if (exhibitorId === partnership.fromExhibitorId) {
    return PartnershipSide.PROPOSER;
  }
  return exhibitorId === partnership.toExhibitorId ? PartnershipSide.OTHER_SIDE : null;
}

/** Everyone sees what has been agreed; only both sides and the organiser see all others. */
export function maySee(principal: Principal, partnership: Sides): boolean {
  return partnership.agreedAt !== null || sideOf(principal, partnership) !== null;
}

/**
 * The side for which the principal acts: one of those that may, or the organiser.
 * @throws NotFound for those who may not even know of the partnership, Forbidden for all others who may not act.
 */
export function requireSide(principal: Principal, partnership: Sides, ...sides: PartnershipSide[]): PartnershipSide {
  const side = sideOf(principal, partnership);
  if (side !== null && (side === PartnershipSide.ORGANISER || sides.includes(side))) {
    return side;
  }
  throw maySee(principal, partnership)
    ? new Forbidden('This is for the other side of the partnership.')
    : new NotFound('Partnership', partnership.id);
}
