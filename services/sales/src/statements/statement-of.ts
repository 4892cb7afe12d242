import { In, type EntityManager } from 'typeorm';
import { actsFor } from '@maarad/shared/auth';
import { defineLoaderWithArgs, Money, type Context, type Texts } from '@maarad/shared/graphql';
import type { EditionFacts } from '@maarad/shared/projections';
import { isId } from '@maarad/shared/runtime';
import { editionFactsOr } from '../stalls/edition-facts.js';
import { Stall } from '../stalls/stall.entity.js';
import { percentOf } from './fair-fees.entity.js';
import { addUp, grossOf, refundsOf, sumOf } from './figures.js';
import { feeRate, partsOf, type Part } from './parts.js';
import { requireDayToBook } from './require-day-to-book.js';
import { Statement } from './statement.js';

interface Wanted {
  editionId: string;
  day?: string;
}

interface Whose {
  edition: EditionFacts;
  exhibitorId: string | null;
  name: Texts;
  day?: string;
}

const statementsOfExhibitors = defineLoaderWithArgs(
  async (ids: readonly string[], { editionId, day }: Wanted, context): Promise<(Statement | null)[]> => {
    const { manager } = context.database;
    const edition = await editionFactsOr(editionId, context);
    const names = await namesOf(manager, editionId, ids);
    const parts = await partsOf(manager, { editionId, exhibitorIds: ids, day });
    const rate = await feeRate(manager, editionId);
    return ids.map((exhibitorId) => {
      const name = names.get(exhibitorId);
      const own = parts.filter((part) => part.exhibitorId === exhibitorId);
      const [only] = own;
      const closedAt = day && only ? only.closedAt : null;
      return edition && name ? statementOf({ edition, exhibitorId, name, day }, own, { rate, closedAt }) : null;
    });
  },
);

const statementsOfFairs = defineLoaderWithArgs(
  async (editionIds: readonly string[], { day }: { day?: string }, context): Promise<(Statement | null)[]> =>
    Promise.all(
      editionIds.map(async (editionId) => {
        const { manager } = context.database;
        const edition = await editionFactsOr(editionId, context);
        if (!edition) {
          return null;
        }
        const parts = await partsOf(manager, { editionId, day });
        const [{ exhibitors }]: [{ exhibitors: number }] = await manager.query(
          'SELECT count(DISTINCT exhibitor_id)::integer AS exhibitors FROM stalls WHERE edition_id = $1',
          [editionId],
        );
        const closed = parts.flatMap(({ closedAt }) => closedAt ?? []);
        const allClosed = day && closed.length === parts.length && closed.length === exhibitors && exhibitors > 0;
        const closedAt = allClosed ? new Date(Math.max(...closed.map(Number))) : null;
        const rate = await feeRate(manager, editionId);
        return statementOf({ edition, exhibitorId: null, name: edition.name, day }, parts, { rate, closedAt });
      }),
    ),
);

/** The statement of an exhibitor, for itself and the organiser: null for all others. @throws BadUserInput */
export async function statementOfExhibitor(
  context: Context,
  exhibitorId: string,
  { editionId, day }: Partial<Wanted>,
): Promise<Statement | null> {
  const edition = actsFor(context.principal, exhibitorId) ? await editionFactsOr(editionId, context) : null;
  if (!edition || !isId(exhibitorId)) {
    return null;
  }
  requireDayToBook(edition, day);
  return statementsOfExhibitors(context).load(exhibitorId, { editionId: edition.id, day: day ?? undefined });
}

/** The statement of the whole fair. Who may see it is decided before. @throws BadUserInput */
export async function statementOfFair(context: Context, { editionId, day }: Wanted): Promise<Statement | null> {
  const edition = await editionFactsOr(editionId, context);
  if (edition) {
    requireDayToBook(edition, day);
  }
  return edition && statementsOfFairs(context).load(edition.id, { day: day ?? undefined });
}

async function namesOf(manager: EntityManager, editionId: string, ids: readonly string[]): Promise<Map<string, Texts>> {
  const stalls = await manager.find(Stall, {
    where: { editionId, exhibitorId: In(ids) },
    order: { open: 'ASC', id: 'ASC' },
  });
  return new Map(stalls.map(({ exhibitorId, name }) => [exhibitorId, name]));
}

function statementOf(
  { edition, exhibitorId, name, day }: Whose,
  parts: Part[],
  { rate, closedAt }: { rate: number | null; closedAt: Date | null },
): Statement {
  const { id: editionId, currency } = edition;
  const money = (minor: number) => Money.of(minor, currency);
  const figures = addUp(parts.map((part) => part.figures));
  const [gross, refunds] = [grossOf(figures), refundsOf(figures)];
  const fees = sumOf(parts, (part) => part.fees);
  const rates = [...new Set(parts.length > 0 ? parts.map(({ basisPoints }) => basisPoints) : [rate])];
  const [onlyRate] = rates;
  return Object.assign(new Statement(), {
    ...{ editionId, exhibitorId, name, currency, figures, day: day ?? null, closedAt },
    ...{ orders: sumOf(figures.payments, ({ orders }) => orders), gross: money(gross), refunds: money(refunds) },
    ...{ fees: money(fees), net: money(gross - refunds - fees) },
    feePercent: rates.length === 1 && typeof onlyRate === 'number' ? percentOf(onlyRate) : null,
    delivery: money(gross - sumOf(figures.products, (product) => product.gross)),
    deliveryRefunds: money(refunds - sumOf(figures.products, (product) => product.refunds)),
    ...{ firstReceipt: figures.firstReceipt, lastReceipt: figures.lastReceipt },
    byPayment: figures.payments.map(({ method, orders, ...sums }) => ({
      ...{ method, orders, gross: money(sums.gross), refunds: money(sums.refunds) },
      net: money(sums.gross - sums.refunds),
    })),
  });
}
