import { Money, type ExhibitorKind, type Region } from '@maarad/shared/graphql';
import type { SalesChannel } from '../orders/order-terms.js';
import type { SalesScope } from './sales-period.js';
import { SalesSummary } from './sales-summary.js';

/** The sales of one day through one channel by exhibitors that are alike. */
export interface SalesFigures {
  day: string;
  region: Region | null;
  kind: ExhibitorKind;
  womenLed: boolean | null;
  youthLed: boolean | null;
  channel: SalesChannel;
  orders: number;
  /** In minor units, like `refunds`. */
  revenue: number;
  refunds: number;
}

/** Adds figures up, in total and by each group. */
export function summarise(figures: readonly SalesFigures[], scope: SalesScope): SalesSummary {
  const { currency } = scope.period;
  const total = (count: (figure: SalesFigures) => number) => figures.reduce((sum, figure) => sum + count(figure), 0);
  const grouped = <Key extends 'day' | 'region' | 'kind' | 'channel'>(by: Key) => {
    const groups = new Map<SalesFigures[Key], { orders: number; revenue: number }>();
    for (const figure of figures.filter(({ orders }) => orders > 0)) {
      const group = groups.get(figure[by]) ?? { orders: 0, revenue: 0 };
      groups.set(figure[by], { orders: group.orders + figure.orders, revenue: group.revenue + figure.revenue });
    }
    return [...groups]
      .sort(([key, one], [otherKey, other]) => other.revenue - one.revenue || (String(key) < String(otherKey) ? -1 : 1))
      .map(([key, { orders, revenue }]) => ({ key, orders, revenue: Money.of(revenue, currency) }));
  };
  const of = (those: (figure: SalesFigures) => boolean | null) => {
    const own = figures.filter(those);
    const revenue = own.reduce((sum, figure) => sum + figure.revenue, 0);
    return { orders: own.reduce((sum, figure) => sum + figure.orders, 0), revenue: Money.of(revenue, currency) };
  };
  const all = of(() => true);
  return Object.assign(new SalesSummary(), {
    scope,
    ...all,
    refunds: Money.of(
      total(({ refunds }) => refunds),
      currency,
    ),
    byDay: grouped('day')
      .map(({ key: day, ...sales }) => ({ day, ...sales }))
      .sort((one, other) => (one.day < other.day ? -1 : 1)),
    byRegion: grouped('region').map(({ key: region, ...sales }) => ({ region, ...sales })),
    byKind: grouped('kind').map(({ key: kind, ...sales }) => ({ kind, ...sales })),
    byChannel: grouped('channel').map(({ key: channel, ...sales }) => ({ channel, ...sales })),
    womenLed: of(({ womenLed }) => womenLed),
    youthLed: of(({ youthLed }) => youthLed),
    averageBasket: all.orders > 0 ? Money.of(Math.round(all.revenue.minor / all.orders), currency) : null,
  });
}
