import { createDatabase, openDatabase } from '@maarad/shared/database';
import { newId } from '@maarad/shared/runtime';
import { createTestDatabase } from '@maarad/shared/testing';
import { salesService } from '../service.js';

const named = (name: string) =>
  salesService.migrations.filter((migration) => Number(/\d{13}$/.exec(migration.name)?.[0]) <= Number(name));

test('books from before refunds in part and baskets go on: what was sold stays sold, what was refunded has its refund', async () => {
  const testDatabase = await createTestDatabase();
  const { url } = testDatabase;
  const before = await openDatabase(createDatabase({ url, entities: [], migrations: named('1700000033000') }));
  const [kept, back, exhibitor, edition, product] = [newId(), newId(), newId(), newId(), newId()];
  const money = { minor: 3500, currency: 'MAD' };
  const lines = [
    { productId: product, category: 'SAFFRON', quantity: 2, unitPrice: money, amount: { ...money, minor: 7000 } },
  ];
  const insert = `INSERT INTO orders (id, stall_id, exhibitor_id, edition_id, receipt_number, channel, payment, status, total_minor,
      total_currency, lines, placed_at, day, recorded_by, refunded_at, refund_reason)
    VALUES ($1, $2, $3, $4, $5, 'STAND', 'CASH', $6, 7000, 'MAD', $7, now(), '2025-01-29', 'somebody', $8, $9)`;
  const of = [newId(), exhibitor, edition];
  await before.query(insert, [kept, ...of, '2025-000001', 'PAID', JSON.stringify(lines), null, null]);
  await before.query(insert, [back, ...of, '2025-000002', 'REFUNDED', JSON.stringify(lines), new Date(), 'broken']);
  await before.destroy();
  const after = await openDatabase(
    createDatabase({ url, entities: salesService.entities, migrations: salesService.migrations }),
  );
  expect(
    await after.query('SELECT id, status, refunded_minor::integer AS refunded FROM orders ORDER BY receipt_number'),
  ).toEqual([
    { id: kept, status: 'PAID', refunded: 0 },
    { id: back, status: 'REFUNDED', refunded: 7000 },
  ]);
  expect(await after.query('SELECT order_id, amount_minor::integer AS amount, payment, reason FROM refunds')).toEqual([
    { order_id: back, amount: 7000, payment: 'CASH', reason: 'broken' },
  ]);
  expect(
    await after.query('SELECT product_id, returned, refunded_minor::integer AS refunded FROM line_refunds'),
  ).toEqual([{ product_id: product, returned: 2, refunded: 7000 }]);
  const [{ receipt }] = await after.query(`SELECT next_receipt($1, '2025-01-29') AS receipt`, [exhibitor]);
  expect(receipt).toBe('20250129-0001');
  await after.destroy();
  await testDatabase.drop();
});

test('record_sale is, written whole, what its changes before have made of it', async () => {
  const testDatabase = await createTestDatabase();
  const sourceAfter = async (name: string) => {
    const options = { url: testDatabase.url, entities: [], migrations: named(name) };
    const database = await openDatabase(createDatabase(options));
    const [{ source }] = await database.query(`SELECT pg_get_functiondef('record_sale'::regproc) AS source`);
    await database.destroy();
    return source as string;
  };
  const before = await sourceAfter('1700000061100');
  expect(await sourceAfter('1700000063000')).toBe(before);
  await testDatabase.drop();
});
