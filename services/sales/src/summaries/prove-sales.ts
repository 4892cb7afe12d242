import type { DataSource } from 'typeorm';
import { isDeepStrictEqual } from 'node:util';
import type { Context } from '@maarad/shared/graphql';
import { EditionFacts } from '@maarad/shared/projections';
import { doingChore, systemClock } from '@maarad/shared/runtime';
import { dayFigures } from '../statements/day-figures.js';
import { ClosedDay } from '../statements/closed-day.entity.js';
import { bestSellersOfEdition, bestSellersOfExhibitor } from './best-sellers.js';
import { categoriesOf } from './category-figures.js';
import { hoursOf } from './hour-figures.js';
import { recountSales, type Count, type Recount } from './recount-sales.js';
import { salesOf } from './sales-figures.js';
import { periodOf, type SalesScope } from './sales-period.js';

/** A figure that does not say what the orders say. */
export interface SalesDifference {
  /** Of which edition, exhibitor or closed day, and what. */
  figure: string;
  shown: unknown;
  counted: unknown;
}

export interface SalesProof {
  balanced: boolean;
  editions: number;
  closedDays: number;
  differences: SalesDifference[];
}

/**
 * Compares every figure of every edition, and of the exhibitors that are named, with a recount from the orders and refunds; and the
 * statement of every closed day with what its orders say now. All of it is read at one moment, whatever is sold meanwhile.
 */
export async function proveSales(database: DataSource, exhibitorIds: readonly string[] = []): Promise<SalesProof> {
  return database.transaction('REPEATABLE READ', async (manager) => {
    const differences: SalesDifference[] = [];
    const editions = await manager.find(EditionFacts, { order: { id: 'ASC' } });
    for (const edition of editions) {
      const period = periodOf(edition, {});
      const scopes: SalesScope[] = [{ period }, ...exhibitorIds.map((exhibitorId) => ({ exhibitorId, period }))];
      for (const scope of scopes) {
        const reader = { principal: doingChore('prove-sales'), clock: systemClock, wakeRelay: () => undefined };
        // A context of its own each time: a loader remembers what it has read.
        const context = { ...reader, language: undefined, database: manager as unknown as DataSource };
        const counted = countedOf(await recountSales(manager, edition, scope.exhibitorId));
        const shown = await shownBy(context, scope);
        const who = scope.exhibitorId ?? edition.id;
        compare(differences, who, shown, counted);
      }
    }
    const closed = await manager.find(ClosedDay, { order: { id: 'ASC' } });
    for (const { editionId, exhibitorId, day, figures } of closed) {
      const [now] = await dayFigures(manager, { editionId, exhibitorIds: [exhibitorId], day });
      const empty = { products: [], payments: [] };
      const sums = (of: { products: object[]; payments: object[] }) => ({
        payments: of.payments,
        products: of.products.map((product) => ({ ...product, name: undefined })),
      });
      compare(differences, `${exhibitorId} ${day}`, sums(figures), sums(now?.figures ?? empty));
    }
    const proven = { editions: editions.length, closedDays: closed.length, differences: differences.slice(0, 100) };
    return { balanced: differences.length === 0, ...proven };
  });
}

function compare(differences: SalesDifference[], who: string, shown: object, counted: object): void {
  for (const [name, value] of Object.entries(shown)) {
    const recounted = (counted as Record<string, unknown>)[name];
    if (!isDeepStrictEqual(value, recounted)) {
      const [shownAlone, countedAlone] = [without(value, recounted), without(recounted, value)];
      differences.push({ figure: `${who} ${name}`, shown: shownAlone, counted: countedAlone });
    }
  }
}

/** Of a list, the rows that the other has not. */
const without = (rows: unknown, other: unknown) =>
  Array.isArray(rows) && Array.isArray(other)
    ? rows.filter((row) => !other.some((one) => isDeepStrictEqual(row, one)))
    : rows;

type Row = Count & { key: string };

const sorted = <Each extends { key: string }>(rows: Each[]) =>
  rows.sort((one, other) => (one.key < other.key ? -1 : 1));

function countedOf({ orders, revenue, refunds, by, products }: Recount) {
  const rows = (counts: Map<string, Count>): Row[] => sorted([...counts].map(([key, sum]) => ({ key, ...sum })));
  const nothing = { orders: 0, revenue: 0 };
  return {
    ...{ orders, revenue, refunds, averageBasket: orders > 0 ? Math.round(revenue / orders) : null },
    ...{ byDay: rows(by.day), byHour: rows(by.hour), byRegion: rows(by.region), byKind: rows(by.kind) },
    ...{ byChannel: rows(by.channel), byCategory: rows(by.category) },
    ...{ womenLed: by.leader.get('women') ?? nothing, youthLed: by.leader.get('youth') ?? nothing },
    bestSellers: [...products]
      .map(([key, sums]) => ({ key, ...sums }))
      .sort((one, other) => other.revenue - one.revenue || (one.key < other.key ? -1 : 1))
      .slice(0, mostSellers),
  };
}

const mostSellers = 50;

interface Shown {
  orders: number;
  revenue: { minor: number };
}

const count = ({ orders, revenue }: Shown): Count => ({ orders, revenue: revenue.minor });

async function shownBy(context: Context, scope: SalesScope) {
  const summary = await salesOf(context, scope);
  const rows = <Each extends Shown>(of: Each[], keyOf: (row: Each) => string | null): Row[] =>
    sorted(of.map((row) => ({ key: String(keyOf(row)), ...count(row) })));
  const { editionId } = scope.period;
  const bestSellers = await (scope.exhibitorId
    ? bestSellersOfExhibitor(context, scope.exhibitorId, { first: mostSellers, editionId })
    : bestSellersOfEdition(context).load(editionId, { first: mostSellers }));
  return {
    ...{ ...count(summary), refunds: summary.refunds.minor, averageBasket: summary.averageBasket?.minor ?? null },
    byDay: rows(summary.byDay, ({ day }) => day),
    byHour: rows(await hoursOf(context, scope), ({ day, hour }) => `${day} ${hour}`),
    byRegion: rows(summary.byRegion, ({ region }) => region),
    byKind: rows(summary.byKind, ({ kind }) => kind),
    byChannel: rows(summary.byChannel, ({ channel }) => channel),
    byCategory: rows(await categoriesOf(context, scope), ({ category }) => category),
    ...{ womenLed: count(summary.womenLed), youthLed: count(summary.youthLed) },
    bestSellers: bestSellers.map((product) => ({
      ...{ key: product.productId, ...count(product), quantity: product.quantity },
    })),
  };
}
