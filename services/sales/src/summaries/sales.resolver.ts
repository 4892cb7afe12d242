import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { Edition } from '../external/edition.stub.js';
import { Exhibitor } from '../external/exhibitor.stub.js';
import { editionFactsOr } from '../stalls/edition-facts.js';
import { categoriesOf } from './category-figures.js';
import { hoursOf } from './hour-figures.js';
import { salesOf } from './sales-figures.js';
import { ExhibitorSalesArgs, periodOf, SalesArgs } from './sales-period.js';
import { CategorySales, HourSales, SalesSummary } from './sales-summary.js';

@Resolver(() => Exhibitor)
export class ExhibitorSalesResolver {
  @FieldResolver(() => SalesSummary, { nullable: true, description: 'What it sold: totals, for everyone to see.' })
  async sales(
    @Root() exhibitor: Exhibitor,
    @Args() { editionId, ...days }: ExhibitorSalesArgs,
    @Ctx() context: Context,
  ) {
    const edition = await editionFactsOr(editionId, context);
    return edition && isId(exhibitor.id)
      ? salesOf(context, { exhibitorId: exhibitor.id, period: periodOf(edition, days) })
      : null;
  }
}

@Resolver(() => Edition)
export class EditionSalesResolver {
  @FieldResolver(() => SalesSummary, { nullable: true, description: 'What all stalls sold.' })
  async sales(@Root() { id }: Edition, @Args() days: SalesArgs, @Ctx() context: Context) {
    const edition = await editionFactsOr(id, context);
    return edition && salesOf(context, { period: periodOf(edition, days) });
  }
}

@Resolver(() => SalesSummary)
export class SalesSummaryResolver {
  @FieldResolver(() => [CategorySales])
  byCategory(@Root() { scope }: SalesSummary, @Ctx() context: Context) {
    return categoriesOf(context, scope);
  }

  @FieldResolver(() => [HourSales], { description: 'In their order; an hour without a sale is left out.' })
  byHour(@Root() { scope }: SalesSummary, @Ctx() context: Context) {
    return hoursOf(context, scope);
  }
}
