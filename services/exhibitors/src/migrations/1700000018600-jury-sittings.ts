import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the jury sits, and who of the fair is in it: so that nobody is double-booked. */
export class JurySittings1700000018600 implements MigrationInterface {
  name = 'JurySittings1700000018600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE jurors ADD COLUMN trainer_id uuid, ADD COLUMN performer_id uuid;

      CREATE TABLE jury_sittings (
        id uuid PRIMARY KEY,
        edition_id uuid NOT NULL REFERENCES judgings,
        starts_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3) NOT NULL,
        status text NOT NULL,
        CONSTRAINT jury_sittings_end_after_start CHECK (starts_at < ends_at),
        CONSTRAINT jury_sittings_one_at_once
          EXCLUDE USING gist (edition_id WITH =, tstzrange(starts_at, ends_at) WITH &&) WHERE (status = 'SCHEDULED')
      );
      CREATE INDEX jury_sittings_by_edition ON jury_sittings (edition_id, starts_at, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE jury_sittings; ALTER TABLE jurors DROP COLUMN trainer_id, DROP COLUMN performer_id');
  }
}
