import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Feed1700000050000 implements MigrationInterface {
  name = 'Feed1700000050000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE feed_ends (
        id boolean PRIMARY KEY DEFAULT true CONSTRAINT feed_ends_one CHECK (id),
        last bigint NOT NULL
      ) WITH (fillfactor = 10);
      INSERT INTO feed_ends (last) VALUES (0);

      CREATE TABLE feed_entries (
        position bigint PRIMARY KEY,
        event_id uuid NOT NULL CONSTRAINT feed_entries_once UNIQUE,
        type text NOT NULL,
        subject uuid NOT NULL,
        edition uuid,
        region text,
        time timestamptz(3) NOT NULL,
        event text NOT NULL
      );
      CREATE INDEX feed_entries_by_type ON feed_entries (type, position);
      CREATE INDEX feed_entries_by_subject ON feed_entries (subject, position);
      CREATE INDEX feed_entries_by_region ON feed_entries (region, position);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE feed_entries, feed_ends');
  }
}
