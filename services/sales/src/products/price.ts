import { BadUserInput } from '@maarad/shared/errors';
import { Money, type MoneyInput } from '@maarad/shared/graphql';
import type { EditionFacts } from '@maarad/shared/projections';

/** A million dirhams in centimes: dearer than anything at a stall, and any sale of it still adds up exactly. */
const dearest = 100_000_000;

/** The price of a product: in the edition's currency, with its decimals, more than zero. @throws BadUserInput */
export function priceOf(input: MoneyInput, { currency }: EditionFacts, path = 'price'): Money {
  if (input.currency !== currency) {
    throw new BadUserInput([{ path: `${path}.currency`, rule: `must be ${currency}, the currency of the edition` }]);
  }
  const price = Money.parse(input, `${path}.amount`);
  if (price.minor === 0) {
    throw new BadUserInput([{ path: `${path}.amount`, rule: 'must be more than zero' }]);
  }
  if (price.minor > dearest) {
    throw new BadUserInput([
      { path: `${path}.amount`, rule: `must be at most ${Money.of(dearest, currency).amount} ${currency}` },
    ]);
  }
  return price;
}

/** Prices by quantity, the smallest first: each lower than the one before, the first lower than the single price. @throws BadUserInput */
export function wholesalePricesOf(
  inputs: { from: number; price: MoneyInput }[],
  single: Money,
  edition: EditionFacts,
): { from: number; minor: number }[] {
  const prices = inputs
    .map(({ from, price }, index) => ({ from, minor: priceOf(price, edition, `wholesalePrices.${index}.price`).minor }))
    .sort((one, other) => one.from - other.from);
  prices.forEach(({ minor }, index) => {
    if (minor >= (prices[index - 1]?.minor ?? single.minor)) {
      throw new BadUserInput([{ path: 'wholesalePrices', rule: 'must be lower the more is bought' }]);
    }
  });
  return prices;
}
