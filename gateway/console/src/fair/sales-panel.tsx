import { useFormats } from '../formats.js';
import { Bars } from '../parts/bars.js';
import { Figure } from '../parts/figure.js';
import { Panel } from '../parts/panel.js';
import { useReader } from '../reader.js';
import type { CurrentEdition, DayOfFair } from './operations.js';

interface Props {
  edition: CurrentEdition;
  day: DayOfFair | null | undefined;
}

const unknown = '–';

/** What the stalls sell, in all and on the day. */
export function FiguresOfSales({ edition: { sales, timeZone }, day }: Props) {
  const { t } = useReader();
  const { money, number } = useFormats(timeZone);
  return (
    <dl className="figures">
      <Figure name="revenue" label={t.revenue} value={sales ? money(sales.revenue) : unknown} />
      <Figure name="revenue-of-day" label={t.revenueOfDay} value={day?.sales ? money(day.sales.revenue) : unknown} />
      <Figure name="orders" label={t.orders} value={sales ? number(sales.orders) : unknown} />
      <Figure name="basket" label={t.basket} value={sales?.averageBasket ? money(sales.averageBasket) : unknown} />
    </dl>
  );
}

/** The same hour by hour, and day by day. */
export function ChartsOfSales({ edition: { sales, timeZone }, day }: Props) {
  const { t } = useReader();
  const { money, day: nameOf } = useFormats(timeZone);
  const hours = day?.sales?.byHour.map(({ hour, revenue }) => ({
    key: String(hour),
    label: String(hour).padStart(2, '0'),
    value: Number(revenue.amount),
    text: money(revenue),
  }));
  const days = sales?.byDay.map(({ day: date, revenue }) => ({
    key: date,
    label: String(Number(date.slice(-2))),
    value: Number(revenue.amount),
    text: `${nameOf(date)}, ${money(revenue)}`,
  }));
  return (
    <div className="pair">
      <Panel title={t.byHour}>
        <Bars bars={hours ?? []} caption={t.byHour} head={[t.hour, t.amount]} />
      </Panel>
      <Panel title={t.byDay}>
        <Bars bars={days ?? []} caption={t.byDay} head={[t.day, t.amount]} />
      </Panel>
    </div>
  );
}
