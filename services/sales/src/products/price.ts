import { BadUserInput } from '@maarad/shared/errors';
import { Money, type MoneyInput } from '@maarad/shared/graphql';
import type { EditionFacts } from '@maarad/shared/projections';

/** A million dirhams in centimes: dearer than anything at a stall, and any sale of it still adds up exactly. */
const dearest = 100_000_000;

/** The price of a product: in the edition's currency, with its decimals, more than zero. @throws BadUserInput */
export function priceOf(input: MoneyInput, { currency }: EditionFacts): Money {
  if (input.currency !== currency) {
    throw new BadUserInput([{ path: 'price.currency', rule: `must be ${currency}, the currency of the edition` }]);
  }
  const price = Money.parse(input, 'price.amount');
  if (price.minor === 0) {
    throw new BadUserInput([{ path: 'price.amount', rule: 'must be more than zero' }]);
  }
  if (price.minor > dearest) {
    throw new BadUserInput([
      { path: 'price.amount', rule: `must be at most ${Money.of(dearest, currency).amount} ${currency}` },
    ]);
  }
  return price;
}
