import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Opening1700000020000 implements MigrationInterface {
  name = 'Opening1700000020000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE venues (
        id uuid PRIMARY KEY,
        name jsonb NOT NULL,
        kind text NOT NULL,
        capacity integer NOT NULL CONSTRAINT venues_capacity CHECK (capacity > 0)
      );

      CREATE TABLE performers (
        id uuid PRIMARY KEY,
        name jsonb NOT NULL,
        kind text NOT NULL,
        origin text
      );

      CREATE TABLE sessions (
        id uuid PRIMARY KEY,
        edition_id uuid NOT NULL,
        kind text NOT NULL,
        title jsonb NOT NULL,
        abstract jsonb,
        language text,
        venue_id uuid NOT NULL REFERENCES venues,
        performer_ids uuid[] NOT NULL,
        exhibitor_ids uuid[] NOT NULL,
        trainer_ids uuid[] NOT NULL,
        workshop_id uuid,
        starts_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3) NOT NULL,
        day date NOT NULL,
        capacity integer NOT NULL CONSTRAINT sessions_capacity CHECK (capacity > 0),
        status text NOT NULL,
        CONSTRAINT sessions_end_after_start CHECK (starts_at < ends_at)
      );
      CREATE INDEX sessions_in_order ON sessions (starts_at, id);
      CREATE INDEX sessions_by_edition ON sessions (edition_id, starts_at, id);
      CREATE INDEX sessions_by_day ON sessions (edition_id, day, starts_at, id);
      CREATE INDEX sessions_by_venue ON sessions (venue_id, starts_at, id);
      CREATE UNIQUE INDEX sessions_one_of_workshop ON sessions (workshop_id) WHERE status <> 'CANCELLED';

      CREATE TABLE bookings (
        session_id uuid NOT NULL REFERENCES sessions,
        resource_kind text NOT NULL,
        resource_id uuid NOT NULL,
        during tstzrange NOT NULL,
        PRIMARY KEY (session_id, resource_kind, resource_id),
        CONSTRAINT bookings_half_open CHECK (lower_inc(during) AND NOT upper_inc(during)),
        CONSTRAINT bookings_one_at_once EXCLUDE USING gist (resource_kind WITH =, resource_id WITH =, during WITH &&)
      );

      CREATE TABLE cancelled_workshops (
        id uuid PRIMARY KEY
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE cancelled_workshops, bookings, sessions, performers, venues');
  }
}
