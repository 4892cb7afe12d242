import { instantAt } from './edition-time.js';
import type { FairData } from './fair-data.js';
import { randomFrom, type Random } from './seeded-random.js';

export interface FairSale {
  /** `sale-0001` and so on, in the order of time. */
  key: string;
  exhibitor: string;
  /** A UTC instant. */
  soldAt: string;
  /** Each product once, by its key. */
  lines: { product: string; quantity: number }[];
  payment: 'CASH' | 'CARD' | 'MOBILE';
}

export interface FairRefund {
  saleKey: string;
  reason: { ar: string; fr: string };
}

/** One unit of a sale comes back. */
export interface FairRefundInPart extends FairRefund {
  product: string;
  restock: boolean;
}

type Product = FairData['products'][number];

/**
 * What the fair sold and what was brought back: the same every time for the same data, in the order of time, within
 * opening hours, by exhibitors that have checked in, and never more of a product than its opening stock.
 */
export function fairSales(data: FairData): {
  sales: FairSale[];
  refunds: FairRefund[];
  refundsInPart: FairRefundInPart[];
} {
  const sales = sold(data);
  const refunds = givenBack(data, sales);
  return { sales, refunds, refundsInPart: givenBackInPart(data, sales, refunds) };
}

function sold(data: FairData): FairSale[] {
  const random = randomFrom(data.sales.seed);
  const stalls = stallsOf(data, random);
  const sales: FairSale[] = [];
  for (const moment of momentsOf(data, random)) {
    const stocked = stalls.filter(({ shelf }) => shelf.some(({ left }) => left > 0));
    if (stocked.length === 0) break;
    const stall = pick(stocked, ({ appeal }) => appeal, random);
    sales.push({
      key: `sale-${String(sales.length + 1).padStart(4, '0')}`,
      exhibitor: stall.exhibitor,
      soldAt: new Date(moment).toISOString(),
      lines: basketFrom(stall.shelf, random),
      payment: pick(payments, (payment) => data.sales.payments[payment], random),
    });
  }
  return sales;
}

/** The sales that were given back, each once, with what the buyer said. */
function givenBack(data: FairData, sales: FairSale[]): FairRefund[] {
  const { count, reasons } = data.sales.refunds;
  const random = randomFrom(data.sales.seed + 1);
  const remaining = [...sales];
  const refunds: FairRefund[] = [];
  while (refunds.length < count && remaining.length > 0) {
    const [sale] = remaining.splice(Math.floor(random() * remaining.length), 1);
    const reason = pick(reasons, () => 1, random);
    if (sale) refunds.push({ saleKey: sale.key, reason });
  }
  return refunds.sort((one, other) => one.saleKey.localeCompare(other.saleKey, 'en'));
}

/** Of sales with several units of something, one unit of it; none of them was given back whole. */
function givenBackInPart({ sales: { seed, refunds } }: FairData, sales: FairSale[], whole: FairRefund[]) {
  const random = randomFrom(seed + 2);
  const taken = new Set(whole.map(({ saleKey }) => saleKey));
  const candidates = sales.filter(({ key, lines }) => !taken.has(key) && lines.some(({ quantity }) => quantity > 1));
  return Array.from({ length: Math.min(refunds.inPart.count, candidates.length) }, (_, index): FairRefundInPart => {
    const [sale] = candidates.splice(Math.floor(random() * candidates.length), 1) as [FairSale];
    const product = sale.lines.find(({ quantity }) => quantity > 1)?.product ?? '';
    const restock = (index + 1) % refunds.inPart.spoiltEvery !== 0;
    return { saleKey: sale.key, product, restock, reason: pick(refunds.reasons, () => 1, random) };
  });
}

const payments = ['CASH', 'CARD', 'MOBILE'] as const;

interface ShelfProduct {
  product: Product;
  left: number;
}

/** The stands that sell. A stand with something cheap on its shelf is stopped at more often than one that has rugs only. */
function stallsOf({ exhibitors, products }: FairData, random: Random) {
  return exhibitors
    .filter(({ outcome }) => outcome === 'CHECKED_IN')
    .map(({ key }) => {
      const shelf = products
        .filter(({ exhibitor, options }) => exhibitor === key && !options)
        .map((product): ShelfProduct => ({ product, left: product.openingStock ?? 0 }));
      return { exhibitor: key, appeal: (0.4 + random()) * (0.05 + Math.max(...shelf.map(demandOf))), shelf };
    })
    .filter(({ shelf }) => shelf.length > 0);
}

function demandOf({ product }: ShelfProduct): number {
  return 1 / Math.sqrt(Number(product.price));
}

/** When the sales happen: so many a day by the day's weight, spread over its hours by theirs, in milliseconds and in order. */
function momentsOf({ edition, sales }: FairData, random: Random): number[] {
  const weights = sales.days.reduce((sum, { weight }) => sum + weight, 0);
  return sales.days
    .flatMap(({ day, weight }) => {
      const opening = instantAt({ day, time: '00:00' }, edition.timeZone);
      return Array.from({ length: Math.round((sales.target * weight) / weights) }, () => {
        const { hour } = pick(sales.hours, (candidate) => candidate.weight, random);
        return opening + (hour * 3600 + Math.floor(random() * 3600)) * 1000;
      });
    })
    .sort((one, other) => one - other);
}

/** One to three different products, cheap ones more often and in greater numbers; takes them off the shelf. */
function basketFrom(shelf: ShelfProduct[], random: Random): FairSale['lines'] {
  const wanted = pick([1, 2, 3], (count) => [0.6, 0.3, 0.1][count - 1] ?? 0, random);
  const lines: FairSale['lines'] = [];
  while (lines.length < wanted) {
    const offered = shelf.filter(
      ({ product, left }) => left > 0 && !lines.some((line) => line.product === product.key),
    );
    if (offered.length === 0) break;
    const chosen = pick(offered, demandOf, random);
    const quantity = Math.min(chosen.left, 1 + Math.floor(random() * mostAtOnce(Number(chosen.product.price))));
    chosen.left -= quantity;
    lines.push({ product: chosen.product.key, quantity });
  }
  return lines;
}

function mostAtOnce(price: number): number {
  if (price >= 400) return 1;
  return price >= 120 ? 2 : 4;
}

function pick<Item>(items: readonly Item[], weightOf: (item: Item) => number, random: Random): Item {
  let at = random() * items.reduce((sum, item) => sum + weightOf(item), 0);
  const chosen = items.find((item) => (at -= weightOf(item)) < 0) ?? items.at(-1);
  if (chosen === undefined) throw new Error('Nothing to pick from');
  return chosen;
}
