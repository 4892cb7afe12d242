import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tills that sell without a network, the entries of their journals, and the cases in which more was sold than there was. */
export class Tills1700000033000 implements MigrationInterface {
  name = 'Tills1700000033000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tills (
        id uuid PRIMARY KEY,
        exhibitor_id uuid NOT NULL,
        edition_id uuid NOT NULL,
        name text NOT NULL,
        public_key text NOT NULL CONSTRAINT tills_public_key UNIQUE,
        registered_at timestamptz(3) NOT NULL
      );
      CREATE INDEX tills_by_exhibitor ON tills (exhibitor_id, id);
      CREATE TABLE till_entries (
        till_id uuid NOT NULL REFERENCES tills,
        number integer NOT NULL CONSTRAINT till_entries_number CHECK (number > 0),
        content_hash text NOT NULL,
        order_id uuid NOT NULL UNIQUE,
        merged_at timestamptz(3) NOT NULL,
        PRIMARY KEY (till_id, number)
      );
      CREATE TABLE settlements (
        id uuid PRIMARY KEY,
        order_id uuid NOT NULL,
        product_id uuid NOT NULL,
        exhibitor_id uuid NOT NULL,
        edition_id uuid NOT NULL,
        missing integer NOT NULL CONSTRAINT settlements_missing CHECK (missing > 0),
        resolution text,
        substitute_id uuid,
        note text,
        opened_at timestamptz(3) NOT NULL,
        settled_at timestamptz(3),
        CONSTRAINT settlements_once UNIQUE (order_id, product_id),
        CONSTRAINT settlements_settled CHECK ((resolution IS NULL) = (settled_at IS NULL)),
        CONSTRAINT settlements_substitute CHECK ((resolution IS NOT DISTINCT FROM 'SUBSTITUTE') = (substitute_id IS NOT NULL))
      );
      CREATE INDEX settlements_by_exhibitor ON settlements (exhibitor_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE settlements, till_entries, tills');
  }
}
