import pg from 'pg';
import { saleRecorded } from '@maarad/shared/contracts';
import { createDatabase, openDatabase } from '@maarad/shared/database';
import { saleStatement } from '@maarad/sales/sale-statement';
import { salesService } from '@maarad/sales/service';

/** How many products the sales are spread over, each offered by one of so many stalls. */
export const products = 1_000;
export const stalls = 50;

const hex = (n: number | string) => `lpad(to_hex(${n}), 12, '0')`;
const idOf = (kind: number, n: number | string) => `('00000000-0000-7000-800${kind}-' || ${hex(n)})::uuid`;
const editionId = '00000000-0000-7000-8000-000000000000';
const stallOf = (product: number | string) => `(${product} % ${stalls} + 1)`;

/** The same ids for the load generator. */
export function saleOf(product: number): { exhibitorId: string; productId: string } {
  const id = (kind: number, n: number) => `00000000-0000-7000-800${kind}-${n.toString(16).padStart(12, '0')}`;
  return { exhibitorId: id(1, (product % stalls) + 1), productId: id(2, product) };
}

/** Makes the tables of the sales service in an empty database, and an edition of today with stalls whose products never run out. */
export async function openFair(url: string): Promise<void> {
  const { entities, migrations } = salesService;
  await (await openDatabase(createDatabase({ url, entities, migrations }))).destroy();
  await onDatabase(
    url,
    `INSERT INTO edition_facts (id, name, starts_on, ends_on, time_zone, currency)
       VALUES ('${editionId}', '{"en": "A benchmark"}', current_date - 2, current_date + 2, 'Africa/Casablanca', 'MAD');
     INSERT INTO stalls (id, exhibitor_id, edition_id, name, kind, region, open)
       SELECT ${idOf(3, 'n')}, ${idOf(1, 'n')}, '${editionId}', '{"en": "A stall"}', 'ARTISAN', 'FES_MEKNES', true
       FROM generate_series(1, ${stalls}) AS n;
     INSERT INTO products (id, exhibitor_id, edition_id, name, category, price_minor, price_currency, unit, labels, images, available, status)
       SELECT ${idOf(2, 'n')}, ${idOf(1, stallOf('n'))}, '${editionId}', '{"ar": "إناء من فخار", "fr": "Un pot de terre cuite"}',
         'POTTERY', 3500, 'MAD', 'PIECE', '{}', '{}', 1000000000, 'LISTED'
       FROM generate_series(1, ${products}) AS n;
     ANALYZE;`,
  );
}

/** The service's own statement, with each of its parameters made by an expression: a random product of so many, new ids, today. */
export function saleScript(spread: number): string {
  const envelope = JSON.stringify(saleRecorded.envelope(editionId));
  const expressions = [
    'uuidv7()',
    `'benchmark'`,
    'uuidv7()',
    `'jZae727K08KaOmKSgOaGzww_XVqGr_PKEgIMkjrcbJI'`,
    idOf(1, stallOf(':product::integer')),
    'NULL',
    'now()',
    `'CASH'`,
    `ARRAY[${idOf(2, ':product::integer')}]`,
    'ARRAY[1]',
    'now()',
    `('${envelope}'::jsonb || jsonb_build_object('id', uuidv7()))`,
    `'STAND'`,
  ];
  const statement = saleStatement.replaceAll(/\$(\d+)/g, (_, n: string) => expressions[Number(n) - 1] as string);
  return `\\set product random(1, ${spread})\n${statement};\n`;
}

/** Takes the event out of the statement, to see what it costs: everything else of a sale is as it is. */
export async function silence(url: string): Promise<void> {
  const [row] = await onDatabase(url, `SELECT pg_get_functiondef('record_sale'::regproc) AS source`);
  const source = String(row?.source);
  const silent = source.replace(/INSERT INTO event_sequences[\s\S]*?'lines', the_lines\)\)\);/, '');
  if (silent === source) {
    throw new Error('The statement tells of a sale in another way than this benchmark knows.');
  }
  await onDatabase(url, silent);
}

/** What must agree after any number of sales: orders, movements, what has left the stock, and events where they are told. */
export async function countSales(
  url: string,
  told = true,
): Promise<{ orders: number; unsent: number; agree: boolean }> {
  const [counts] = await onDatabase(
    url,
    `SELECT (SELECT count(*) FROM orders)::integer AS orders, (SELECT count(*) FROM stock_movements)::integer AS movements,
       (SELECT count(*) FROM outbox)::integer AS events, (SELECT count(*) FROM outbox WHERE sent_at IS NULL)::integer AS unsent,
       (SELECT sum(1000000000 - available) FROM products)::integer AS sold`,
  );
  const { orders, movements, events, unsent, sold } = counts as Record<string, number>;
  return {
    orders: orders as number,
    unsent: unsent as number,
    agree: orders === movements && orders === sold && events === (told ? orders : 0),
  };
}

export async function onDatabase(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const result: pg.QueryResult | pg.QueryResult[] = await client.query(statement);
    return Array.isArray(result) ? [] : (result.rows as Record<string, unknown>[]);
  } finally {
    await client.end();
  }
}
