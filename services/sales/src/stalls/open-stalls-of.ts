import { In } from 'typeorm';
import type { Work } from '@maarad/shared/database';
import { NoStall, StallClosed } from './stall.errors.js';
import { Stall } from './stall.entity.js';

/** The open stalls of some exhibitors in an edition, by exhibitor. @throws NoStall @throws StallClosed */
export async function openStallsOf(
  work: Work,
  exhibitors: { exhibitorId: string }[],
  editionId: string,
): Promise<Map<string, Stall>> {
  const ids = [...new Set(exhibitors.map(({ exhibitorId }) => exhibitorId))];
  const rows = await work.manager.find(Stall, {
    where: { exhibitorId: In(ids), editionId },
    order: { open: 'ASC', id: 'ASC' },
  });
  const stalls = new Map(rows.map((stall) => [stall.exhibitorId, stall]));
  for (const id of ids) {
    const stall = stalls.get(id);
    if (!stall) {
      throw new NoStall(id, editionId);
    }
    if (!stall.open) {
      throw new StallClosed(stall.id);
    }
  }
  return stalls;
}
