import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addSearchColumns } from '@maarad/shared/text-search';

/**
 * What products are found by, in a table beside theirs: a sale writes the product's row anew, which neither carries these texts
 * nor is indexed by what a sale changes.
 */
export class ProductTexts1700000035100 implements MigrationInterface {
  name = 'ProductTexts1700000035100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE product_texts (
        product_id uuid PRIMARY KEY,
        texts jsonb NOT NULL
      );
      ${addSearchColumns('product_texts', 'texts')}
      INSERT INTO product_texts (product_id, texts)
      SELECT p.id, jsonb_build_object('category', p.category)
        || (SELECT coalesce(jsonb_object_agg('product ' || key, value), '{}') FROM jsonb_each_text(p.name))
        || (SELECT coalesce(jsonb_object_agg('exhibitor ' || key, value), '{}') FROM jsonb_each_text(
             (SELECT s.name FROM stalls s WHERE s.exhibitor_id = p.exhibitor_id AND s.edition_id = p.edition_id
              ORDER BY s.open DESC, s.id DESC LIMIT 1)))
      FROM products p WHERE p.status = 'LISTED';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE product_texts');
  }
}
