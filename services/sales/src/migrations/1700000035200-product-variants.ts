import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Variants are products of their own, with stock, price and sales like any other: what makes them variants stands beside them,
 * so that a sale reads and writes what it did before. What has variants has no stock, and so is never sold itself.
 */
export class ProductVariants1700000035200 implements MigrationInterface {
  name = 'ProductVariants1700000035200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE products
        ADD COLUMN options jsonb,
        ADD CONSTRAINT products_stock_is_of_variants CHECK (options IS NULL OR available = 0);
      CREATE TABLE product_variants (
        product_id uuid PRIMARY KEY,
        parent_id uuid NOT NULL CONSTRAINT product_variants_one_level CHECK (parent_id <> product_id),
        exhibitor_id uuid NOT NULL,
        edition_id uuid NOT NULL,
        choices jsonb NOT NULL,
        combination text NOT NULL,
        sku text,
        own_price boolean NOT NULL,
        offered boolean NOT NULL
      );
      CREATE UNIQUE INDEX product_variants_combination ON product_variants (parent_id, combination) WHERE offered;
      CREATE UNIQUE INDEX product_variants_sku ON product_variants (exhibitor_id, edition_id, sku) WHERE offered;
      CREATE INDEX product_variants_by_parent ON product_variants (parent_id, product_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE product_variants;
      ALTER TABLE products DROP COLUMN options;
    `);
  }
}
