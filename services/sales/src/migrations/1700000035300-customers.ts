import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addSearchColumns } from '@maarad/shared/text-search';

/** Contacts that people leave at a stand. An erased one is deleted: what is kept of it says that, when and by whom, and no more. */
export class Customers1700000035300 implements MigrationInterface {
  name = 'Customers1700000035300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE customers (
        id uuid PRIMARY KEY,
        exhibitor_id uuid NOT NULL,
        name text NOT NULL,
        phone text,
        email text,
        note text,
        purposes text[] NOT NULL,
        consent_at timestamptz(3) NOT NULL,
        consent_text text NOT NULL CONSTRAINT customers_consent_text CHECK (btrim(consent_text) <> ''),
        consent_language text NOT NULL,
        consent_withdrawn_at timestamptz(3),
        collected_at timestamptz(3) NOT NULL,
        recorded_at timestamptz(3) NOT NULL,
        recorded_by text NOT NULL,
        idempotency_key uuid NOT NULL,
        CONSTRAINT customers_have_a_purpose CHECK ((cardinality(purposes) = 0) = (consent_withdrawn_at IS NOT NULL))
      );
      CREATE INDEX customers_by_exhibitor ON customers (exhibitor_id, id);
      ${addSearchColumns('customers', `name || ' ' || coalesce(email, '') || ' ' || coalesce(phone, '')`)}
      CREATE TABLE customer_erasures (
        id uuid PRIMARY KEY,
        exhibitor_id uuid NOT NULL,
        reason text NOT NULL,
        erased_at timestamptz(3) NOT NULL,
        erased_by text NOT NULL
      );
      CREATE INDEX customer_erasures_by_exhibitor ON customer_erasures (exhibitor_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE customers, customer_erasures');
  }
}
