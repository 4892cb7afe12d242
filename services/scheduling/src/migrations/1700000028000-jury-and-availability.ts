import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the jury sits, and when performers and venues can be had. */
export class JuryAndAvailability1700000028000 implements MigrationInterface {
  name = 'JuryAndAvailability1700000028000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE jury_sittings (
        id uuid PRIMARY KEY,
        edition_id uuid NOT NULL,
        starts_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3) NOT NULL,
        exhibitor_ids uuid[] NOT NULL,
        trainer_ids uuid[] NOT NULL,
        performer_ids uuid[] NOT NULL
      );
      CREATE INDEX jury_sittings_by_edition ON jury_sittings (edition_id, starts_at);

      CREATE TABLE availabilities (
        resource_id uuid PRIMARY KEY,
        resource_kind text NOT NULL CONSTRAINT availabilities_kind CHECK (resource_kind IN ('VENUE', 'PERFORMER')),
        windows jsonb NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE availabilities, jury_sittings');
  }
}
