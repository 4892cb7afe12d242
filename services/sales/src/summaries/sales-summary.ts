import { Field, Int, ObjectType } from 'type-graphql';
import { ExhibitorKind, LocalDate, Money, Region } from '@maarad/shared/graphql';
import { SalesChannel } from '../orders/order-terms.js';
import type { SalesScope } from './sales-period.js';

@ObjectType({ description: 'What was sold on a day.' })
export class DaySales {
  @Field(() => LocalDate)
  day!: string;

  @Field(() => Int)
  orders!: number;

  @Field(() => Money)
  revenue!: Money;
}

@ObjectType({ description: 'What was sold in an hour.' })
export class HourSales {
  @Field(() => LocalDate, { description: 'The day on which it counts.' })
  day!: string;

  @Field(() => Int, { description: "From 0 to 23, in the edition's time zone: when it was paid." })
  hour!: number;

  @Field(() => Int)
  orders!: number;

  @Field(() => Money)
  revenue!: Money;
}

@ObjectType({ description: 'What was sold through a channel.' })
export class ChannelSales {
  @Field(() => SalesChannel)
  channel!: SalesChannel;

  @Field(() => Int)
  orders!: number;

  @Field(() => Money)
  revenue!: Money;
}

@ObjectType({ description: 'What some of the exhibitors sold.' })
export class GroupSales {
  @Field(() => Int)
  orders!: number;

  @Field(() => Money)
  revenue!: Money;
}

@ObjectType({ description: 'What the exhibitors from a region sold.' })
export class RegionSales {
  @Field(() => Region, { nullable: true, description: 'Null for exhibitors from abroad.' })
  region!: Region | null;

  @Field(() => Int)
  orders!: number;

  @Field(() => Money)
  revenue!: Money;
}

@ObjectType({ description: 'What the exhibitors of a kind sold.' })
export class KindSales {
  @Field(() => ExhibitorKind)
  kind!: ExhibitorKind;

  @Field(() => Int)
  orders!: number;

  @Field(() => Money)
  revenue!: Money;
}

@ObjectType({ description: 'What was sold of a category of products.' })
export class CategorySales {
  @Field(() => String)
  category!: string;

  @Field(() => Int, { description: 'Orders with something of it: one order can count in several categories.' })
  orders!: number;

  @Field(() => Money)
  revenue!: Money;
}

@ObjectType({
  description:
    'What was sold and not taken back, in total and by group, each group the strongest first (days in their order). A group without a sale is left out.',
})
export class SalesSummary {
  /** Whose sales of which days: what the fields read on demand need. */
  scope!: SalesScope;

  @Field(() => Int, { description: 'Orders that stand: without those refunded whole.' })
  orders!: number;

  @Field(() => Money, { description: 'What the orders that stand come to, without what was refunded of them.' })
  revenue!: Money;

  @Field(() => Money, { description: 'What was refunded, of these orders in whole and in part; no part of `revenue`.' })
  refunds!: Money;

  @Field(() => [DaySales])
  byDay!: DaySales[];

  @Field(() => [RegionSales])
  byRegion!: RegionSales[];

  @Field(() => [KindSales])
  byKind!: KindSales[];

  @Field(() => [ChannelSales])
  byChannel!: ChannelSales[];

  @Field(() => GroupSales, { description: 'By exhibitors that are led by women.' })
  womenLed!: GroupSales;

  @Field(() => GroupSales, { description: 'By exhibitors that are led by young people.' })
  youthLed!: GroupSales;

  @Field(() => Money, { nullable: true, description: 'Revenue by order, rounded; null where nothing was sold.' })
  averageBasket!: Money | null;
}
