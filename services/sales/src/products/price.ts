import { BadUserInput } from '@maarad/shared/errors';
import { Money, type MoneyInput } from '@maarad/shared/graphql';
import type { EditionFacts } from '@maarad/shared/projections';

/** The price of a product: in the edition's currency, with its decimals, more than zero. @throws BadUserInput */
export function priceOf(input: MoneyInput, { currency }: EditionFacts): Money {
  if (input.currency !== currency) {
    throw new BadUserInput([{ path: 'price.currency', rule: `must be ${currency}, the currency of the edition` }]);
  }
  const price = Money.parse(input, 'price.amount');
  if (price.minor === 0) {
    throw new BadUserInput([{ path: 'price.amount', rule: 'must be more than zero' }]);
  }
  return price;
}
