import type { DataSource, EntityManager } from 'typeorm';
import type { EditionFacts } from '@maarad/shared/projections';

/** An order as it was paid, and what was given back for it. */
interface PaidOrder {
  id: string;
  day: string;
  paidAt: Date;
  channel: string;
  region: string | null;
  kind: string;
  womenLed: boolean | null;
  youthLed: boolean | null;
  total: number;
  lines: { productId: string; category: string; quantity: number; amount: { minor: number } }[];
  refunds: { amount: number; lines: { productId: string; quantity: number; amount: { minor: number } }[] }[] | null;
}

export interface Count {
  orders: number;
  /** Minor units. */
  revenue: number;
}

/** The figures of an edition or an exhibitor, counted order by order. */
export interface Recount extends Count {
  refunds: number;
  by: Record<'day' | 'hour' | 'region' | 'kind' | 'channel' | 'leader' | 'category', Map<string, Count>>;
  products: Map<string, Count & { quantity: number }>;
}

const batch = 5_000;

/** Counts an edition's sales anew, or those of one exhibitor in it, from its orders and their refunds: no sum of the database's is used. */
export async function recountSales(
  database: DataSource | EntityManager,
  { id: editionId, timeZone }: Pick<EditionFacts, 'id' | 'timeZone'>,
  exhibitorId?: string,
): Promise<Recount> {
  const by = {
    day: none(),
    hour: none(),
    region: none(),
    kind: none(),
    channel: none(),
    leader: none(),
    category: none(),
  };
  const recount: Recount = { orders: 0, revenue: 0, refunds: 0, by, products: new Map() };
  const format = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', hourCycle: 'h23', timeZone });
  const hourIn = (at: Date) => Number(format.format(at));
  for (let last: string | undefined; ;) {
    const orders: PaidOrder[] = await database.query(read, [editionId, exhibitorId ?? null, last ?? null, batch]);
    orders.forEach((order) => count(recount, order, hourIn));
    last = orders.at(-1)?.id;
    if (orders.length < batch) {
      return recount;
    }
  }
}

const none = () => new Map<string, Count>();

function count(recount: Recount, order: PaidOrder, hourIn: (at: Date) => number): void {
  const refunds = order.refunds ?? [];
  const givenBack = refunds.reduce((sum, { amount }) => sum + amount, 0);
  recount.refunds += givenBack;
  if (refunds.length > 0 && givenBack === order.total) {
    return;
  }
  const revenue = order.total - givenBack;
  recount.orders += 1;
  recount.revenue += revenue;
  add(recount.by.day, order.day, revenue);
  add(recount.by.hour, `${order.day} ${hourIn(order.paidAt)}`, revenue);
  add(recount.by.region, String(order.region), revenue);
  add(recount.by.kind, order.kind, revenue);
  add(recount.by.channel, order.channel, revenue);
  if (order.womenLed) {
    add(recount.by.leader, 'women', revenue);
  }
  if (order.youthLed) {
    add(recount.by.leader, 'youth', revenue);
  }
  const categories = new Map<string, number>();
  for (const { productId, category, quantity, amount } of order.lines) {
    const back = refunds.flatMap(({ lines }) => lines.filter((line) => line.productId === productId));
    const left = amount.minor - back.reduce((sum, line) => sum + line.amount.minor, 0);
    const units = quantity - back.reduce((sum, line) => sum + line.quantity, 0);
    categories.set(category, (categories.get(category) ?? 0) + left);
    const product = recount.products.get(productId) ?? { orders: 0, revenue: 0, quantity: 0 };
    recount.products.set(productId, {
      ...{ orders: product.orders + 1, revenue: product.revenue + left, quantity: product.quantity + units },
    });
  }
  categories.forEach((left, category) => add(recount.by.category, category, left));
}

function add(counts: Map<string, Count>, key: string, revenue: number): void {
  const before = counts.get(key) ?? { orders: 0, revenue: 0 };
  counts.set(key, { orders: before.orders + 1, revenue: before.revenue + revenue });
}

const read = `
  SELECT o.id, to_char(o.day, 'YYYY-MM-DD') AS day, coalesce(o.paid_at, o.placed_at) AS "paidAt", o.channel, s.region, s.kind,
    s.women_led AS "womenLed", s.youth_led AS "youthLed", o.total_minor::double precision AS total, o.lines,
    (SELECT jsonb_agg(jsonb_build_object('amount', r.amount_minor, 'lines', r.lines)) FROM refunds r WHERE r.order_id = o.id) AS refunds
  FROM orders o JOIN stalls s ON s.id = o.stall_id
  WHERE o.edition_id = $1 AND ($2::uuid IS NULL OR o.exhibitor_id = $2) AND ($3::uuid IS NULL OR o.id > $3)
    AND o.receipt_number IS NOT NULL
  ORDER BY o.id LIMIT $4`;
