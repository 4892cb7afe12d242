import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Rules1700000024000 implements MigrationInterface {
  name = 'Rules1700000024000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE venues
        ADD COLUMN change_over_minutes integer NOT NULL DEFAULT 0
        CONSTRAINT venues_change_over CHECK (change_over_minutes BETWEEN 0 AND 480);

      CREATE TABLE programme_rules (
        edition_id uuid PRIMARY KEY,
        opens_at text,
        closes_at text,
        quiet_periods jsonb NOT NULL,
        severities jsonb NOT NULL,
        CONSTRAINT programme_rules_both_hours CHECK ((opens_at IS NULL) = (closes_at IS NULL))
      );

      CREATE TABLE rule_overrides (
        id uuid PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES sessions,
        rules text[] NOT NULL,
        reason text NOT NULL CONSTRAINT rule_overrides_reason CHECK (reason ~ '[^[:space:]]'),
        by text NOT NULL,
        at timestamptz(3) NOT NULL,
        venue_id uuid NOT NULL,
        starts_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3) NOT NULL
      );
      CREATE INDEX rule_overrides_by_session ON rule_overrides (session_id, at);

      CREATE TABLE stand_duties (
        stand_id uuid NOT NULL,
        registration_id uuid NOT NULL,
        exhibitor_id uuid NOT NULL,
        edition_id uuid NOT NULL,
        code text NOT NULL,
        PRIMARY KEY (stand_id, registration_id)
      );
      CREATE INDEX stand_duties_by_exhibitor ON stand_duties (edition_id, exhibitor_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE stand_duties, rule_overrides, programme_rules;
      ALTER TABLE venues DROP COLUMN change_over_minutes;
    `);
  }
}
