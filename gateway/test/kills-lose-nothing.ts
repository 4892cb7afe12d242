import { ask } from './ask.js';
import { openFair, until, type FairOptions, type OpenFair } from './open-fair.js';
import { afterSales, booksOf, sellThrough, soldInFeed } from './sell-through-kills.js';
import { makeSmallFair } from './small-fair.js';

const sales = 500;
const services = ['exhibitors', 'sales', 'partners', 'gateway', 'scheduling', 'training', 'sales'];

const summary = `query ($product: ID!, $exhibitor: ID!, $edition: ID!) {
  product(id: $product) { available }
  exhibitor(id: $exhibitor) { sales(editionId: $edition) { orders revenue { amount } } }
}`;

/** The rule that the whole house stands for, shown on whichever event log the fair is given. */
export function killsLoseNothing(
  log: string,
  options: () => FairOptions,
  { disturbLog }: { disturbLog?: () => Promise<void> } = {},
): void {
  describe(`with ${log} as the log`, () => {
    let fair: OpenFair;
    beforeAll(async () => {
      fair = await openFair(options());
    }, 120_000);
    afterAll(async () => {
      await fair.stop();
      fair.discard();
    });

    const holds = async (disturb: (sold: () => number) => Promise<void>) => {
      const token = fair.token('admin');
      const small = await makeSmallFair(fair, token, sales + 100);
      const orders = await sellThrough(fair, small, token, sales, disturb);
      expect(new Set(orders).size).toBe(sales);
      const feed = await until(
        () => soldInFeed(fair, small.exhibitorId, token),
        ({ length }) => length >= sales,
        60_000,
      );
      expect([...feed].sort()).toEqual([...orders].sort());
      expect(await booksOf(fair, small.productId)).toEqual({ movements: sales, events: sales });
      const books = await until(
        () =>
          ask(fair.url, summary, { product: small.productId, exhibitor: small.exhibitorId, edition: small.editionId }),
        ({ errors }) => !errors,
      );
      const { product, exhibitor } = books.data ?? {};
      expect(product.available).toBe(100);
      expect(exhibitor.sales).toEqual({ orders: sales, revenue: { amount: `${sales * 120}.00` } });
    };

    test('every process killed in the middle of 500 sales comes back by itself, and sales = movements = events = feed entries', async () => {
      await holds(async (sold) => {
        for (const [index, service] of services.entries()) {
          await afterSales(sold, Math.floor(((index + 1) * sales) / (services.length + 2)));
          fair.kill(service);
        }
      });
    }, 180_000);

    if (disturbLog) {
      test('the log itself stopped for ten seconds in the middle of 500 sales loses nothing', async () => {
        await holds(async (sold) => {
          await afterSales(sold, 100);
          await disturbLog();
        });
      }, 180_000);
    }
  });
}
