import { localTimeOf } from './edition-time.js';
import { readFairData } from './fair-data.js';
import { fairSales } from './fair-sales.js';

const fair = readFairData();
const { sales, refunds, refundsInPart } = fairSales(fair);
const local = (soldAt: string) => localTimeOf(soldAt, fair.edition.timeZone);
const countIn = (matches: (at: { day: string; time: string }) => boolean) =>
  sales.filter(({ soldAt }) => matches(local(soldAt))).length;

describe('the sales of the demonstration fair', () => {
  it('are the same few thousand every time', () => {
    expect(Math.abs(sales.length - fair.sales.target)).toBeLessThanOrEqual(fair.sales.days.length);
    expect(fairSales(readFairData())).toEqual({ sales, refunds, refundsInPart });
  });

  it('are others for another seed', () => {
    expect(fairSales({ ...fair, sales: { ...fair.sales, seed: fair.sales.seed + 1 } }).sales).not.toEqual(sales);
  });

  it('have keys of their own and are in the order of time', () => {
    expect(new Set(sales.map(({ key }) => key)).size).toBe(sales.length);
    expect(sales.map(({ soldAt }) => soldAt)).toEqual(sales.map(({ soldAt }) => soldAt).sort());
  });

  it('never take more of a product than its opening stock, with what is ordered online', () => {
    const sold = new Map<string, number>();
    for (const { product, quantity } of [...sales, ...fair.baskets].flatMap(({ lines }) => lines)) {
      sold.set(product, (sold.get(product) ?? 0) + quantity);
    }
    expect(fair.products.filter(({ key, openingStock }) => (sold.get(key) ?? 0) > (openingStock ?? 0))).toEqual([]);
    expect(sold.size).toBeGreaterThan(fair.products.length * 0.9);
  });

  it('stop when everything is sold', () => {
    const bare = { ...fair, products: fair.products.slice(0, 3).map((product) => ({ ...product, openingStock: 2 })) };
    const units = fairSales(bare).sales.flatMap(({ lines }) => lines.map(({ quantity }) => quantity));
    expect(units.reduce((sum, quantity) => sum + quantity, 0)).toBe(6);
  });

  it('are of whole positive quantities, each product once a sale and sold by its own exhibitor', () => {
    const seller = new Map(fair.products.map(({ key, exhibitor }) => [key, exhibitor]));
    const wrong = sales.filter(
      ({ exhibitor, lines }) =>
        lines.length === 0 ||
        new Set(lines.map(({ product }) => product)).size !== lines.length ||
        lines.some(
          ({ product, quantity }) => seller.get(product) !== exhibitor || !Number.isInteger(quantity) || quantity < 1,
        ),
    );
    expect(wrong).toEqual([]);
  });

  it('are by exhibitors who have checked in', () => {
    const present = new Set(fair.exhibitors.filter(({ outcome }) => outcome === 'CHECKED_IN').map(({ key }) => key));
    expect(sales.filter(({ exhibitor }) => !present.has(exhibitor))).toEqual([]);
  });

  it('happen on the days of the edition while it is open', () => {
    const { startsOn, endsOn, opensAt, closesAt } = fair.edition;
    const closed = countIn(({ day, time }) => day < startsOn || day > endsOn || time < opensAt || time >= closesAt);
    expect(closed).toBe(0);
  });

  it('are more at the weekend and in the evening', () => {
    expect(countIn(({ day }) => day === '2025-02-01')).toBeGreaterThan(2 * countIn(({ day }) => day === '2025-01-27'));
    expect(countIn(({ time }) => time >= '17:00')).toBeGreaterThan(2 * countIn(({ time }) => time < '13:00') * 0.9);
  });

  it('are given back about thirty times, each for a reason', () => {
    expect(refunds).toHaveLength(fair.sales.refunds.count);
    expect(new Set(refunds.map(({ saleKey }) => saleKey)).size).toBe(refunds.length);
    expect(refunds.every(({ saleKey, reason }) => reason.ar && sales.some(({ key }) => key === saleKey))).toBe(true);
  });

  it('are given back in part where there were several units, and none of those is given back whole', () => {
    expect(refundsInPart).toHaveLength(fair.sales.refunds.inPart.count);
    expect(refundsInPart.some(({ restock }) => !restock)).toBe(true);
    for (const { saleKey, product } of refundsInPart) {
      expect(refunds.some((refund) => refund.saleKey === saleKey)).toBe(false);
      const line = sales.find(({ key }) => key === saleKey)?.lines.find((each) => each.product === product);
      expect(line?.quantity).toBeGreaterThan(1);
    }
  });
});
