import type { Work } from '@maarad/shared/database';
import { isId } from '@maarad/shared/runtime';
import { Stall } from './stall.entity.js';
import { NoStall, StallClosed } from './stall.errors.js';

/**
 * The stall at which an exhibitor sells in an edition: the latest open one, since it may register again after it has withdrawn.
 * @throws NoStall @throws StallClosed
 */
export async function requireOpenStall(work: Work, exhibitorId: string, editionId: string): Promise<Stall> {
  const stall = [exhibitorId, editionId].every(isId)
    ? await work.manager.findOne(Stall, { where: { exhibitorId, editionId }, order: { open: 'DESC', id: 'DESC' } })
    : null;
  if (!stall) {
    throw new NoStall(exhibitorId, editionId);
  }
  if (!stall.open) {
    throw new StallClosed(stall.id);
  }
  return stall;
}
