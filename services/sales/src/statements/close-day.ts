import { requireActsFor } from '@maarad/shared/auth';
import { dayClosed } from '@maarad/shared/contracts';
import { useCase, type Surroundings, type Work } from '@maarad/shared/database';
import { dayOf, type Context } from '@maarad/shared/graphql';
import { requireEdition, type EditionFacts } from '@maarad/shared/projections';
import { isId, newId } from '@maarad/shared/runtime';
import { requireNotInTheFuture } from '../orders/require-not-in-the-future.js';
import { NoStall } from '../stalls/stall.errors.js';
import { Stall } from '../stalls/stall.entity.js';
import { ClosedDay } from './closed-day.entity.js';
import { dayFigures } from './day-figures.js';
import { feesOn, grossOf, noFigures, refundsOf, sumOf } from './figures.js';
import { feeRate } from './parts.js';
import { requireDayToBook } from './require-day-to-book.js';
import { statementOfExhibitor, statementOfFair } from './statement-of.js';
import type { CloseDayInput, CloseFairDayInput } from './statement.inputs.js';
import type { Statement } from './statement.js';

/**
 * Closes an exhibitor's day: its statement stays as it is from now on, and what still comes for it counts on the first open day after
 * it. A day that is closed already is answered as it was closed. @throws NoStall @throws BadUserInput
 */
export async function closeDay(context: Context, input: CloseDayInput): Promise<Statement | null> {
  requireActsFor(context.principal, input.exhibitorId);
  await closeForExhibitor(context, input);
  return statementOfExhibitor(context, input.exhibitorId, input);
}

/** Closes a day for every exhibitor that has a stall in the edition, all or none. @throws BadUserInput */
export async function closeFairDay(context: Context, input: CloseFairDayInput): Promise<Statement | null> {
  await closeForAll(context, input);
  return statementOfFair(context, input);
}

const closeForExhibitor = useCase(async (work, { exhibitorId, editionId, day }: CloseDayInput, surroundings) => {
  const edition = await requireEdition(work, editionId);
  const stalls = isId(exhibitorId) ? await stallsIn(work, editionId, exhibitorId) : [];
  if (stalls.length === 0) {
    throw new NoStall(exhibitorId, editionId);
  }
  await close(work, { edition, stalls, day }, surroundings);
});

const closeForAll = useCase(async (work, { editionId, day }: CloseFairDayInput, surroundings) => {
  const edition = await requireEdition(work, editionId);
  await close(work, { edition, stalls: await stallsIn(work, editionId), day }, surroundings);
});

/** One of each exhibitor, the latest open one, in the order of the exhibitors. */
async function stallsIn(work: Work, editionId: string, exhibitorId?: string): Promise<Stall[]> {
  const where = { editionId, ...(exhibitorId && { exhibitorId }) };
  const stalls = await work.manager.find(Stall, { where, order: { exhibitorId: 'ASC', open: 'ASC', id: 'ASC' } });
  return [...new Map(stalls.map((stall) => [stall.exhibitorId, stall])).values()];
}

async function close(
  work: Work,
  { edition, stalls, day }: { edition: EditionFacts; stalls: Stall[]; day: string },
  { principal, clock }: Surroundings,
): Promise<void> {
  const at = clock.now();
  requireDayToBook(edition, day);
  requireNotInTheFuture(day, dayOf(at, edition.timeZone), 'day');
  const exhibitorIds = await lockOpenDays(
    work,
    stalls.map(({ exhibitorId }) => exhibitorId),
    day,
  );
  const editionId = edition.id;
  const figures = new Map(
    (await dayFigures(work.manager, { editionId, exhibitorIds, day })).map((row) => [row.exhibitorId, row.figures]),
  );
  const feeBasisPoints = await feeRate(work.manager, editionId);
  const meant = stalls.filter(({ exhibitorId }) => exhibitorIds.includes(exhibitorId));
  const closed = meant.map(({ exhibitorId, name }) => {
    const own = figures.get(exhibitorId) ?? noFigures;
    return Object.assign(new ClosedDay(), {
      ...{ id: newId(), exhibitorId, editionId, day, name, currency: edition.currency, figures: own },
      ...{ feesMinor: feesOn(own, feeBasisPoints), feeBasisPoints, closedAt: at, closedBy: principal.id },
    });
  });
  if (closed.length > 0) {
    await work.manager.insert(ClosedDay, closed as never);
  }
  const money = (minor: number) => ({ minor, currency: edition.currency });
  closed.forEach(({ id, exhibitorId, figures: own }, index) => {
    const { kind, region } = meant[index] as Stall;
    const orders = sumOf(own.payments, (payment) => payment.orders);
    const sums = { orders, gross: money(grossOf(own)), refunds: money(refundsOf(own)) };
    work.record(dayClosed(id, { exhibitorId, editionId, day, ...sums }, { edition: editionId, region, kind, at }));
  });
}

/**
 * Marks the days that are still open as closed, in the order of the exhibitors, and says whose they are: whatever is being booked on
 * them has ended by then, and what comes after finds them closed.
 */
async function lockOpenDays(work: Work, exhibitorIds: string[], day: string): Promise<string[]> {
  await work.manager.query(
    `INSERT INTO receipt_counters (exhibitor_id, day, last)
     SELECT id, $2, 0 FROM unnest($1::uuid[]) AS id ORDER BY id ON CONFLICT DO NOTHING`,
    [exhibitorIds, day],
  );
  const open: { id: string }[] = await work.manager.query(
    `SELECT exhibitor_id AS id FROM receipt_counters
     WHERE exhibitor_id = ANY($1) AND day = $2 AND closed_with IS NULL ORDER BY exhibitor_id FOR UPDATE`,
    [exhibitorIds, day],
  );
  const ids = open.map(({ id }) => id);
  await work.manager.query('UPDATE receipt_counters SET closed_with = last WHERE exhibitor_id = ANY($1) AND day = $2', [
    ids,
    day,
  ]);
  return ids;
}
