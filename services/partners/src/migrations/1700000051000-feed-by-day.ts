import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The feed by the day on which an event came to it, so that what is too old goes day by day; and of whom each event tells. */
export class FeedByDay1700000051000 implements MigrationInterface {
  name = 'FeedByDay1700000051000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE feed_ends
        ADD COLUMN feed text NOT NULL DEFAULT substr(md5(random()::text), 1, 6),
        ADD COLUMN first bigint NOT NULL DEFAULT 1;

      ALTER TABLE feed_entries RENAME TO undivided_entries;
      ALTER TABLE undivided_entries RENAME CONSTRAINT feed_entries_pkey TO undivided_entries_pkey;
      ALTER TABLE undivided_entries RENAME CONSTRAINT feed_entries_once TO undivided_entries_once;
      ALTER INDEX feed_entries_by_type RENAME TO undivided_entries_by_type;
      ALTER INDEX feed_entries_by_subject RENAME TO undivided_entries_by_subject;
      ALTER INDEX feed_entries_by_region RENAME TO undivided_entries_by_region;

      CREATE TABLE feed_entries (
        position bigint NOT NULL,
        event_id uuid NOT NULL,
        type text NOT NULL,
        subject uuid NOT NULL,
        edition uuid,
        region text,
        kind text,
        exhibitors uuid[] NOT NULL,
        time timestamptz(3) NOT NULL,
        event text NOT NULL,
        appended_on date NOT NULL DEFAULT (now() AT TIME ZONE 'UTC')::date,
        PRIMARY KEY (position, appended_on),
        CONSTRAINT feed_entries_once UNIQUE (event_id, appended_on)
      ) PARTITION BY RANGE (appended_on);
      CREATE TABLE feed_entries_other PARTITION OF feed_entries DEFAULT;
      CREATE INDEX feed_entries_by_type ON feed_entries (type, position);
      CREATE INDEX feed_entries_by_subject ON feed_entries (subject, position);
      CREATE INDEX feed_entries_by_region ON feed_entries (region, position);
      CREATE INDEX feed_entries_by_exhibitor ON feed_entries USING gin (exhibitors);

      INSERT INTO feed_entries (position, event_id, type, subject, edition, region, kind, exhibitors, time, event)
      SELECT position, event_id, type, subject, edition, region, event::jsonb #>> '{data,kind}',
        CASE WHEN event::jsonb #> '{data,exhibitorId}' IS NULL THEN '{}'
          ELSE ARRAY[(event::jsonb #>> '{data,exhibitorId}')::uuid] END, time, event
      FROM undivided_entries;
      DROP TABLE undivided_entries;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE feed_ends DROP COLUMN feed, DROP COLUMN first;
      CREATE TABLE undivided_entries AS
        SELECT position, event_id, type, subject, edition, region, time, event FROM feed_entries;
      DROP TABLE feed_entries;
      ALTER TABLE undivided_entries RENAME TO feed_entries;
      ALTER TABLE feed_entries ADD PRIMARY KEY (position), ADD CONSTRAINT feed_entries_once UNIQUE (event_id);
      CREATE INDEX feed_entries_by_type ON feed_entries (type, position);
      CREATE INDEX feed_entries_by_subject ON feed_entries (subject, position);
      CREATE INDEX feed_entries_by_region ON feed_entries (region, position);
    `);
  }
}
