import { ArgsType, Field, ID } from 'type-graphql';
import { BadUserInput } from '@maarad/shared/errors';
import { LocalDate } from '@maarad/shared/graphql';
import type { EditionFacts } from '@maarad/shared/projections';

@ArgsType()
export class SalesArgs {
  @Field(() => LocalDate, { nullable: true, description: 'The first day to count; that of the edition unless said.' })
  from?: string;

  @Field(() => LocalDate, { nullable: true, description: 'The last day to count; none is left out unless said.' })
  to?: string;
}

@ArgsType()
export class ExhibitorSalesArgs extends SalesArgs {
  @Field(() => ID, { nullable: true, description: 'The current edition unless said.' })
  editionId?: string;
}

/** Some days of an edition, and the currency in which it sells. */
export interface SalesPeriod {
  editionId: string;
  currency: string;
  from: string;
  to: string;
}

/** Whose sales: an exhibitor's, or all of the edition's. */
export interface SalesScope {
  exhibitorId?: string;
  period: SalesPeriod;
}

/** What still comes when the last day is closed counts on a day after it. */
const endOfTime = '9999-12-31';

/** @throws BadUserInput when a day is none of the edition's, or the first comes after the last. */
export function periodOf(edition: EditionFacts, { from, to }: SalesArgs): SalesPeriod {
  const first = from ? edition.requireDay(from, 'from') : edition.startsOn;
  const last = to ? edition.requireDay(to, 'to') : endOfTime;
  if (first > last) {
    throw new BadUserInput([{ path: 'from', rule: 'must not be after to' }]);
  }
  return { editionId: edition.id, currency: edition.currency, from: first, to: last };
}
