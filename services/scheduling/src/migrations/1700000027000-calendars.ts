import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Counts what a calendar shows of a session, whichever use case changes it: a calendar program takes a change only with a higher
 * SEQUENCE.
 */
export class Calendars1700000027000 implements MigrationInterface {
  name = 'Calendars1700000027000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sessions
        ADD COLUMN revision integer NOT NULL DEFAULT 0,
        ADD COLUMN changed_at timestamptz(3) NOT NULL DEFAULT now();

      CREATE FUNCTION sessions_revised() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          NEW.revision := OLD.revision + 1;
          NEW.changed_at := now();
          RETURN NEW;
        END $$;
      CREATE TRIGGER sessions_revised BEFORE UPDATE ON sessions FOR EACH ROW
        WHEN (ROW(OLD.title, OLD.abstract, OLD.venue_id, OLD.starts_at, OLD.ends_at, OLD.status, OLD.performer_ids, OLD.exhibitor_ids)
          IS DISTINCT FROM
          ROW(NEW.title, NEW.abstract, NEW.venue_id, NEW.starts_at, NEW.ends_at, NEW.status, NEW.performer_ids, NEW.exhibitor_ids))
        EXECUTE FUNCTION sessions_revised();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER sessions_revised ON sessions;
      DROP FUNCTION sessions_revised();
      ALTER TABLE sessions DROP COLUMN revision, DROP COLUMN changed_at;
    `);
  }
}
