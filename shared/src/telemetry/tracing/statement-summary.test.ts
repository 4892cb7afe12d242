import { statementSummary } from './statement-summary.js';

test.each([
  ['SELECT "p"."id" FROM "products" "p" WHERE "p"."id" = $1', 'SELECT products'],
  ['SELECT id FROM stands WHERE id = $1 FOR UPDATE OF stands', 'SELECT stands'],
  ['INSERT INTO "orders"("id") VALUES ($1) ON CONFLICT (id) DO UPDATE SET id = $1', 'INSERT orders'],
  [
    'WITH place AS (UPDATE feed_ends SET last = last + 1 RETURNING last)\n INSERT INTO feed_entries SELECT last FROM place',
    'UPDATE feed_ends INSERT feed_entries',
  ],
  ['DELETE FROM holds', 'DELETE holds'],
  ['SELECT * FROM record_sale($1, $2)', 'SELECT record_sale'],
  ['START TRANSACTION', 'START'],
  ['COMMIT', 'COMMIT'],
  ['', 'SQL'],
])('of %s it says what it does to which table', (text, summary) => {
  expect(statementSummary(text)).toBe(summary);
});
