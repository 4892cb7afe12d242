import { spread } from '../orders/spread.js';

/** What is wanted of a product, at its price of this moment in minor units. */
export interface WantedLine {
  productId: string;
  exhibitorId: string;
  category: string;
  quantity: number;
  unitPrice: number;
}

export interface PricedLine extends WantedLine {
  discount: number;
  /** What it comes to without its discount. */
  amount: number;
}

/** What one producer's part comes to: its lines and its share of the delivery. */
export interface PricedOrder {
  exhibitorId: string;
  lines: PricedLine[];
  discount: number;
  delivery: number;
  total: number;
}

export interface PricedBasket {
  subtotal: number;
  discount: number;
  delivery: number;
  total: number;
  orders: PricedOrder[];
}

const sumOf = <Row>(rows: readonly Row[], count: (row: Row) => number) =>
  rows.reduce((sum, row) => sum + count(row), 0);
const grossOf = ({ unitPrice, quantity }: WantedLine) => unitPrice * quantity;

/**
 * Splits a basket into one order for each producer. Discount and delivery are computed once, on the whole, and spread over the
 * orders by what their goods cost, then the discount over the lines: every sum adds up to the one above it, to the minor unit.
 */
export function priceBasket(
  wanted: readonly WantedLine[],
  { discountPercent = 0, delivery = 0 }: { discountPercent?: number; delivery?: number },
): PricedBasket {
  const subtotal = sumOf(wanted, grossOf);
  const discount = Number((BigInt(subtotal) * BigInt(discountPercent) + 50n) / 100n);
  const producers = [...new Set(wanted.map(({ exhibitorId }) => exhibitorId))].map((exhibitorId) => {
    const lines = wanted.filter((line) => line.exhibitorId === exhibitorId);
    return { exhibitorId, lines, gross: sumOf(lines, grossOf) };
  });
  const weights = producers.map(({ gross }) => gross);
  const [discounts, deliveries] = [spread(discount, weights), spread(delivery, weights)];
  const orders = producers.map(({ exhibitorId, lines, gross }, index): PricedOrder => {
    const [ownDiscount, ownDelivery] = [discounts[index] as number, deliveries[index] as number];
    const shares = spread(ownDiscount, lines.map(grossOf));
    return {
      exhibitorId,
      lines: lines.map((line, place) => {
        const off = shares[place] as number;
        return { ...line, discount: off, amount: grossOf(line) - off };
      }),
      ...{ discount: ownDiscount, delivery: ownDelivery, total: gross - ownDiscount + ownDelivery },
    };
  });
  return { subtotal, discount, delivery, total: subtotal - discount + delivery, orders };
}
