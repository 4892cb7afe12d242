import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The door's marks are a log: one mark however often it is sent. A sheet is one entry per enrolment and session, and the last one
 * counts. `minutes_present` follows from both, in the transaction that writes them.
 */
export class Attendance1700000042000 implements MigrationInterface {
  name = 'Attendance1700000042000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE workshops
        ADD COLUMN completion_percent integer NOT NULL DEFAULT 80 CHECK (completion_percent BETWEEN 1 AND 100),
        ADD COLUMN attendance_closed_at timestamptz(3);

      ALTER TABLE enrolments
        ADD COLUMN door_code text NOT NULL DEFAULT upper(substr(replace(gen_random_uuid()::text, '-', ''), 1, 12)),
        ADD COLUMN minutes_present integer CHECK (minutes_present >= 0);
      ALTER TABLE enrolments ALTER COLUMN door_code DROP DEFAULT;
      CREATE UNIQUE INDEX enrolments_by_door_code ON enrolments (workshop_id, door_code);

      CREATE TABLE attendance_marks (
        id uuid PRIMARY KEY,
        enrolment_id uuid NOT NULL REFERENCES enrolments,
        session_id uuid NOT NULL,
        direction text NOT NULL,
        at timestamptz(3) NOT NULL,
        recorded_at timestamptz(3) NOT NULL,
        recorded_by text NOT NULL,
        CONSTRAINT attendance_marks_once UNIQUE (enrolment_id, session_id, at, direction)
      );

      CREATE TABLE attendance_entries (
        enrolment_id uuid NOT NULL REFERENCES enrolments,
        session_id uuid NOT NULL,
        minutes integer CHECK (minutes >= 0),
        spans jsonb NOT NULL,
        entered_at timestamptz(3) NOT NULL,
        entered_by text NOT NULL,
        PRIMARY KEY (enrolment_id, session_id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE attendance_entries, attendance_marks;
      ALTER TABLE enrolments DROP COLUMN door_code, DROP COLUMN minutes_present;
      ALTER TABLE workshops DROP COLUMN completion_percent, DROP COLUMN attendance_closed_at;
    `);
  }
}
