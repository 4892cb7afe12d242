import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The certificates behind a product's labels. A table of their own: every sale writes the product's row anew, which stays small. */
export class ProductCertifications1700000035000 implements MigrationInterface {
  name = 'ProductCertifications1700000035000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE product_certifications (
        product_id uuid NOT NULL,
        label text NOT NULL,
        certificate_number text NOT NULL CONSTRAINT product_certifications_number CHECK (btrim(certificate_number) <> ''),
        certified_by text,
        valid_until date,
        PRIMARY KEY (product_id, label)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE product_certifications');
  }
}
