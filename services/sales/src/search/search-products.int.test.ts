import { newId } from '@maarad/shared/runtime';
import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { narrowToSearch, searchedWords } from '@maarad/shared/text-search';
import { salesService } from '../service.js';
import { builders, noon, type TestStall } from '../testing/builders.js';
import { searchedProductsQuery } from './products-page.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let edition: string;
let stall: TestStall;
const ids = new Map<string, string>();

const price = (amount: string) => ({ amount, currency: 'MAD' });
const goods = {
  oil: { name: { ar: 'زيت أركان الغذائي', fr: 'Huile d’Argane alimentaire', zgh: 'ⵣⵉⵜ ⵏ ⵓⵔⴳⴰⵏ' }, category: 'ARGAN' },
  rug: { name: { ar: 'زربية تازناخت', fr: 'Tapis de Tazenakht' }, category: 'CARPETS', price: price('1200.00') },
  honey: { name: { ar: 'عسل الزعتر' }, category: 'HONEY', openingStock: 0 },
  rose: { name: { fr: 'Eau de rose de Kelâat M’Gouna', ar: 'ماء الورد' }, category: 'ROSES' },
};

beforeAll(async () => {
  service = await testService(salesService);
  service.setNow(noon);
  make = builders(service);
  edition = await make.edition();
  stall = await make.stall(edition, { name: { fr: 'Coopérative Tifaouine', ar: 'تعاونية تيفاوين' } });
  for (const [key, input] of Object.entries(goods)) {
    ids.set(key, await make.product(stall, input));
  }
});
afterAll(() => service.close());

const ask = `query ($search: String, $filter: ProductFilter, $first: Int! = 20, $after: String) {
  products(search: $search, filter: $filter, first: $first, after: $after) {
    totalCount nodes { id } pageInfo { hasNextPage endCursor } } }`;
const found = async (search: string, filter: object = {}): Promise<string[]> => {
  const { products } = await service.data(ask, { search, filter: { exhibitorId: stall.exhibitorId, ...filter } });
  const keys = new Map([...ids].map(([key, id]) => [id, key]));
  return products.nodes.map(({ id }: { id: string }) => keys.get(id) ?? id);
};

test.each([
  ['alef without its hamza', 'اركان', 'oil'],
  ['ha for ta marbuta', 'زربيه', 'rug'],
  ['tashkeel', 'عَسَل', 'honey'],
  ['no accents, another case', 'KELAAT', 'rose'],
  ['a beginning', 'tap', 'rug'],
  ['a typing mistake', 'alimantaire', 'oil'],
  ['swapped letters', 'agran', 'oil'],
  ['an Arabic name in Latin letters', 'zaatar', 'honey'],
  ['the beginning of an Arabic name in Latin letters', '3as', 'honey'],
  ['a Tifinagh name in Tifinagh', 'ⵣⵉⵜ', 'oil'],
  ['its category', 'honey', 'honey'],
  ["its exhibitor's name", 'tifawin', 'rose'],
  ["its name and its exhibitor's", 'tapis tifaouine', 'rug'],
])('finds by %s: %s', async (_how, search, key) => {
  expect(await found(search)).toContain(key);
});

test('the closest comes first, every word narrows, and so does a filter: by stock, price, category and region', async () => {
  expect(await found('tapis')).toEqual(['rug']);
  expect(await found('tapis argane')).toEqual([]);
  expect((await found('tifaouine')).sort()).toEqual(['honey', 'oil', 'rose', 'rug']);
  expect(await found('tifaouine', { inStock: false })).toEqual(['honey']);
  expect(await found('tifaouine', { minPrice: price('1000') })).toEqual(['rug']);
  expect(await found('tifaouine', { category: 'ROSES' })).toEqual(['rose']);
  expect(await found('tifaouine', { region: 'ORIENTAL' })).toEqual([]);
  expect(await found('؟ …')).toEqual([]);
  expect((await service.refusal(ask, { search: 'a'.repeat(101) })).code).toBe('BAD_USER_INPUT');
});

test('a product that is renamed, withdrawn or sold from another stall is found as it is now', async () => {
  const own = await make.stall(edition, { name: { fr: 'Atelier Zellige' } });
  const id = await make.product(own, { name: { fr: 'Fontaine murale' } });
  const other = await make.product(own, { name: { fr: 'Vasque' } });
  const of = async (search: string) => {
    const { products } = await service.data(ask, { search, filter: { exhibitorId: own.exhibitorId } });
    return products.nodes.map((node: { id: string }) => node.id);
  };
  const change = 'mutation ($input: UpdateProductInput!) { updateProduct(input: $input) { id } }';
  await service.data(change, { input: { productId: id, name: { fr: 'Guéridon' } } }, { as: organiser });
  expect([await of('fontaine'), await of('gueridon')]).toEqual([[], [id]]);
  expect((await of('zellige')).sort()).toEqual([id, other].sort());

  await make.close(own);
  expect(await of('zellige')).toEqual([]);
  await service.deliver(make.approval({ ...own, registrationId: newId() }, { name: { fr: 'Maison Ibn Sina' } }));
  expect([await of('zellige'), (await of('sina')).length]).toEqual([[], 2]);

  const withdraw = 'mutation ($input: WithdrawProductInput!) { withdrawProduct(input: $input) { id } }';
  await service.data(withdraw, { input: { productId: id, reason: 'sold' } }, { as: organiser });
  expect(await of('sina')).toEqual([other]);
});

test('a sale stays as cheap as it was: it writes no index, and nothing of what products are found by', async () => {
  const runner = service.database.createQueryRunner();
  await runner.startTransaction();
  const counted = async (): Promise<{ updated: number; hot: number; inserted: number }> => {
    const [row] = await runner.query(
      `SELECT sum(n_tup_upd)::integer AS updated, sum(n_tup_hot_upd)::integer AS hot, sum(n_tup_ins)::integer AS inserted
       FROM pg_stat_xact_user_tables`,
    );
    return row;
  };
  const before = await counted();
  await runner.query('UPDATE products SET available = available - 1 WHERE id = $1', [ids.get('oil')]);
  const { updated, hot, inserted } = await counted();
  await runner.rollbackTransaction();
  await runner.release();
  expect([updated - before.updated, hot - before.hot, inserted - before.inserted]).toEqual([1, 1, 0]);
});

describe('among 12,000 products', () => {
  beforeAll(async () => {
    const souk = await make.stall(edition, { name: { fr: 'Souk' } });
    await service.database.query(
      `INSERT INTO products (id, exhibitor_id, edition_id, name, category, price_minor, price_currency, unit, labels, images, available, status)
       SELECT gen_random_uuid(), $1, $2,
         jsonb_build_object('fr', (ARRAY['Savon','Panier','Tajine','Babouches','Miel'])[1 + g % 5] || ' '
           || (ARRAY['cumin','laine','bleu','Fès','rouge','cuir','tressé','thym','dattes'])[1 + g % 9] || ' '
           || initcap(translate(md5(g::text), '0123456789', 'ouaieyrstl'))),
         'CRAFTS', 100 + g, 'MAD', 'PIECE', '{}', '{}', g % 3, 'LISTED'
       FROM generate_series(1, 12000) AS g`,
      [souk.exhibitorId, edition],
    );
    // Built at once, the index takes far less than row by row.
    const [{ index }] = await service.database.query(
      `SELECT pg_get_indexdef('product_texts_search'::regclass) AS index`,
    );
    await service.database.query('DROP INDEX product_texts_search');
    await service.deliver(make.approval(souk, { name: { fr: 'Souk' } }));
    await service.database.query(index);
    await service.database.query('ANALYZE products, product_texts, stalls');
  }, 240_000);

  test.each(['argan', 'اركان', 'tapis tazenakht', 'ⵣⵉⵜ', 'zaat'])('%s is answered from the index', async (search) => {
    const words = await searchedWords(service.database, search);
    const query = searchedProductsQuery(service.context(), { inStock: true, maxPrice: price('5000.00') });
    const [statement, parameters] = narrowToSearch(query, words).getQueryAndParameters();
    const rows = await service.database.query(`EXPLAIN (COSTS OFF) ${statement}`, parameters);
    const plan = rows.map((row: Record<string, string>) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain('Bitmap Index Scan on product_texts_search');
    expect(plan).not.toMatch(/Seq Scan on (products|product_texts)/);
  });

  test('the one meant is on the first page', async () => {
    expect(await found('tapis tazenakht')).toContain('rug');
  });

  test('pages go on where the last one ended: each product once, however many are equally close', async () => {
    const read: string[] = [];
    let after: string | null = null;
    let total = 0;
    do {
      const filter = { inStock: true };
      const { products } = await service.data(ask, { search: 'panier laine', filter, first: 100, after });
      read.push(...products.nodes.map(({ id }: { id: string }) => id));
      total = products.totalCount;
      after = products.pageInfo.hasNextPage ? products.pageInfo.endCursor : null;
    } while (after);
    expect(new Set(read).size).toBe(read.length);
    expect(read.length).toBe(total);
    expect(total).toBeGreaterThan(200);
  });

  test('a search runs the same few statements for one as for a hundred, and refuses the cursor of another list', async () => {
    const count = (first: number) => service.countStatements(() => service.data(ask, { search: 'savon', first }));
    const one = await count(1);
    expect(await count(100)).toBe(one);
    const { products } = await service.data(ask, { first: 1 });
    expect(await service.refusal(ask, { search: 'savon', after: products.pageInfo.endCursor })).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });
});
