import { In, type EntityManager } from 'typeorm';
import { ClosedDay } from './closed-day.entity.js';
import { dayFigures, type FiguresScope } from './day-figures.js';
import { FairFees } from './fair-fees.entity.js';
import { feesOn, type Figures } from './figures.js';

/** What one exhibitor's day comes to: as it was closed, or as it stands now. */
export interface Part {
  exhibitorId: string;
  day: string;
  figures: Figures;
  fees: number;
  basisPoints: number | null;
  /** Null while the day is open. */
  closedAt: Date | null;
}

/** The organiser's rate of now; null where none is set. */
export async function feeRate(manager: EntityManager, editionId: string): Promise<number | null> {
  return (await manager.findOneBy(FairFees, { editionId }))?.basisPoints ?? null;
}

/** Every day of the scope on which something was sold or given back, or that was closed without. */
export async function partsOf(manager: EntityManager, scope: FiguresScope): Promise<Part[]> {
  const { editionId, exhibitorIds, day } = scope;
  const basisPoints = await feeRate(manager, editionId);
  const live = await dayFigures(manager, scope);
  // Read last: a day that is closed meanwhile is taken as it was closed.
  const closed = await manager.findBy(ClosedDay, {
    editionId,
    ...(exhibitorIds && { exhibitorId: In(exhibitorIds) }),
    ...(day && { day }),
  });
  const isClosed = new Set(closed.map((row) => `${row.exhibitorId} ${row.day}`));
  const open = live.filter((row) => !isClosed.has(`${row.exhibitorId} ${row.day}`));
  return [
    ...closed.map(({ feesMinor: fees, feeBasisPoints, ...row }) => ({ ...row, fees, basisPoints: feeBasisPoints })),
    ...open.map((row) => ({ ...row, fees: feesOn(row.figures, basisPoints), basisPoints, closedAt: null })),
  ].sort((one, other) => (`${one.day} ${one.exhibitorId}` < `${other.day} ${other.exhibitorId}` ? -1 : 1));
}
