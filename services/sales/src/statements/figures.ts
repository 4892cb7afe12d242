import type { PaymentMethod } from '../orders/order-terms.js';
import type { Texts } from '@maarad/shared/graphql';

/** Amounts in here are in minor units. */
export interface ProductFigures {
  productId: string;
  /** As the product was called when the figures were taken. */
  name: Texts;
  sold: number;
  gross: number;
  returned: number;
  refunds: number;
}

export interface PaymentFigures {
  method: PaymentMethod;
  orders: number;
  gross: number;
  refunds: number;
}

export type CorrectionKind = 'SALE' | 'REFUND';

/** Something of an earlier day that came when that day was closed. */
export interface CorrectionFigures {
  kind: CorrectionKind;
  ofDay: string;
  orderId: string;
  receiptNumber: string;
  amount: number;
}

/** What an exhibitor sold and gave back on a day. */
export interface Figures {
  products: ProductFigures[];
  payments: PaymentFigures[];
  corrections: CorrectionFigures[];
  firstReceipt: string | null;
  lastReceipt: string | null;
}

export const noFigures: Figures = {
  ...{ products: [], payments: [], corrections: [], firstReceipt: null, lastReceipt: null },
};

export const sumOf = <Row>(rows: readonly Row[], count: (row: Row) => number): number =>
  rows.reduce((sum, row) => sum + count(row), 0);

export const grossOf = ({ payments }: Figures): number => sumOf(payments, ({ gross }) => gross);

export const refundsOf = ({ payments }: Figures): number => sumOf(payments, ({ refunds }) => refunds);

/** What the organiser takes of what was sold and not given back, in hundredths of a percent, rounded half away from zero. */
export function feesOn(figures: Figures, basisPoints: number | null): number {
  const kept = BigInt(grossOf(figures) - refundsOf(figures)) * BigInt(basisPoints ?? 0);
  const half = kept < 0n ? -5_000n : 5_000n;
  return Number((kept + half) / 10_000n);
}

/** The figures of many days or exhibitors as one: products and methods each once, those that brought in the most first. */
export function addUp(all: readonly Figures[]): Figures {
  const merged = <Row extends object, Key>(
    rows: Row[],
    keyOf: (row: Row) => Key,
    add: (one: Row, other: Row) => Row,
  ) => {
    const groups = new Map<Key, Row>();
    for (const row of rows) {
      const group = groups.get(keyOf(row));
      groups.set(keyOf(row), group ? add(group, row) : row);
    }
    return [...groups.values()];
  };
  const products = merged(
    all.flatMap((one) => one.products),
    ({ productId }) => productId,
    (one, other) => ({
      ...{ productId: one.productId, name: other.name, sold: one.sold + other.sold, gross: one.gross + other.gross },
      ...{ returned: one.returned + other.returned, refunds: one.refunds + other.refunds },
    }),
  );
  const payments = merged(
    all.flatMap((one) => one.payments),
    ({ method }) => method,
    (one, other) => ({
      ...{ method: one.method, orders: one.orders + other.orders },
      ...{ gross: one.gross + other.gross, refunds: one.refunds + other.refunds },
    }),
  );
  const [only] = all;
  return {
    products: products.sort((one, other) => other.gross - one.gross || (one.productId < other.productId ? -1 : 1)),
    payments: payments.sort((one, other) => other.gross - one.gross || (one.method < other.method ? -1 : 1)),
    corrections: all.flatMap((one) => one.corrections),
    // Receipts are numbered by exhibitor and day: of several, there is no first and no last.
    firstReceipt: all.length === 1 ? (only?.firstReceipt ?? null) : null,
    lastReceipt: all.length === 1 ? (only?.lastReceipt ?? null) : null,
  };
}
