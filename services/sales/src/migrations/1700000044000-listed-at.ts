import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a product was listed. Before, only its id (UUIDv7) kept that. */
export class ListedAt1700000044000 implements MigrationInterface {
  name = 'ListedAt1700000044000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE products ADD COLUMN listed_at timestamptz(3) NOT NULL DEFAULT now();
      UPDATE products SET listed_at =
        to_timestamp(('x' || lpad(left(replace(id::text, '-', ''), 12), 16, '0'))::bit(64)::bigint / 1000.0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE products DROP COLUMN listed_at');
  }
}
