import { Ctx, FieldResolver, Float, Resolver, Root } from 'type-graphql';
import { Money, type Context } from '@maarad/shared/graphql';
import { Territory } from '../external/territory.stub.js';
import { editionFactsOr } from '../stalls/edition-facts.js';
import { salesOf } from './sales-figures.js';
import { periodOf } from './sales-period.js';
import { RegionSales, type SalesSummary } from './sales-summary.js';

@Resolver(() => Territory)
export class TerritorySalesResolver {
  @FieldResolver(() => RegionSales, {
    nullable: true,
    description: 'What the exhibitors from there sold in the edition and did not take back.',
  })
  async sales(@Root() territory: Territory, @Ctx() context: Context) {
    const summary = await summaryOf(territory, context);
    return summary && salesFrom(territory, summary);
  }

  @FieldResolver(() => Float, {
    nullable: true,
    description: 'Of the revenue of the whole edition, from 0 to 1; null where nothing was sold.',
  })
  async salesShare(@Root() territory: Territory, @Ctx() context: Context) {
    const summary = await summaryOf(territory, context);
    return summary && summary.revenue.minor > 0
      ? salesFrom(territory, summary).revenue.minor / summary.revenue.minor
      : null;
  }
}

/** All sales of the territory's edition: read once for all of its territories. */
async function summaryOf({ editionId }: Territory, context: Context): Promise<SalesSummary | null> {
  const edition = await editionFactsOr(editionId, context);
  return edition && salesOf(context, { period: periodOf(edition, {}) });
}

function salesFrom({ region }: Territory, { byRegion, revenue }: SalesSummary): RegionSales {
  const nothing = { region, orders: 0, revenue: Money.of(0, revenue.currency) };
  return byRegion.find((sales) => sales.region === region) ?? nothing;
}
