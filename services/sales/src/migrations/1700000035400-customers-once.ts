import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A contact is its exhibitor's once, whoever of its people sends it: the device's key is unique in the exhibitor, and is kept with
 * the erasure, so that what is erased does not come back from another phone. It is a UUID and says nothing of the person.
 */
export class CustomersOnce1700000035400 implements MigrationInterface {
  name = 'CustomersOnce1700000035400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE customers
        ADD COLUMN resent_by text[] NOT NULL DEFAULT '{}',
        ADD CONSTRAINT customers_once UNIQUE (exhibitor_id, idempotency_key);
      ALTER TABLE customer_erasures
        ADD COLUMN idempotency_key uuid,
        ADD CONSTRAINT customer_erasures_once UNIQUE (exhibitor_id, idempotency_key);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE customers DROP COLUMN resent_by, DROP CONSTRAINT customers_once;
      ALTER TABLE customer_erasures DROP COLUMN idempotency_key;
    `);
  }
}
