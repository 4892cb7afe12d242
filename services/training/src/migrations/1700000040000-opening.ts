import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Opening1700000040000 implements MigrationInterface {
  name = 'Opening1700000040000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE trainers (
        id uuid PRIMARY KEY,
        name jsonb NOT NULL,
        biography jsonb
      );

      CREATE TABLE workshops (
        id uuid PRIMARY KEY,
        edition_id uuid NOT NULL REFERENCES edition_facts,
        title jsonb NOT NULL,
        topic text NOT NULL,
        trainer_ids uuid[] NOT NULL,
        language text NOT NULL,
        level text NOT NULL,
        capacity integer NOT NULL,
        seats_taken integer NOT NULL,
        venue_id uuid NOT NULL,
        starts_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3) NOT NULL,
        status text NOT NULL,
        session_id uuid CONSTRAINT workshops_one_of_session UNIQUE,
        refusal jsonb,
        cancellation_reason text,
        CONSTRAINT workshops_within_capacity CHECK (seats_taken BETWEEN 0 AND capacity),
        CONSTRAINT workshops_end_after_start CHECK (starts_at < ends_at),
        CONSTRAINT workshops_scheduled_in_a_session CHECK (status <> 'SCHEDULED' OR session_id IS NOT NULL)
      );
      CREATE INDEX workshops_in_order ON workshops (starts_at, id);
      CREATE INDEX workshops_by_edition ON workshops (edition_id, starts_at, id);
      CREATE INDEX workshops_by_trainer ON workshops USING gin (trainer_ids);

      CREATE TABLE enrolments (
        id uuid PRIMARY KEY,
        workshop_id uuid NOT NULL REFERENCES workshops,
        exhibitor_id uuid NOT NULL,
        registration_id uuid NOT NULL REFERENCES participants,
        participant jsonb NOT NULL,
        status text NOT NULL,
        enrolled_at timestamptz(3) NOT NULL,
        cancellation_reason text
      );
      CREATE INDEX enrolments_by_workshop ON enrolments (workshop_id, id);
      CREATE INDEX enrolments_by_exhibitor ON enrolments (exhibitor_id, id);
      CREATE INDEX enrolments_by_registration ON enrolments (registration_id) WHERE status = 'CONFIRMED';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE enrolments, workshops, trainers');
  }
}
