import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Seats1700000023000 implements MigrationInterface {
  name = 'Seats1700000023000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sessions
        ADD COLUMN seats_taken integer NOT NULL DEFAULT 0,
        ADD COLUMN people_present integer NOT NULL DEFAULT 0,
        ADD COLUMN presence_at timestamptz(3),
        ADD CONSTRAINT sessions_seats CHECK (seats_taken BETWEEN 0 AND capacity),
        ADD CONSTRAINT sessions_presence CHECK (people_present BETWEEN 0 AND seats_taken);

      CREATE TABLE reservations (
        id uuid PRIMARY KEY,
        session_id uuid NOT NULL REFERENCES sessions,
        holder text NOT NULL,
        seats integer NOT NULL CONSTRAINT reservations_seats CHECK (seats BETWEEN 1 AND 10),
        status text NOT NULL,
        code text NOT NULL CONSTRAINT reservations_code UNIQUE,
        place bigint GENERATED ALWAYS AS IDENTITY,
        reserved_at timestamptz(3) NOT NULL,
        changed_at timestamptz(3) NOT NULL,
        revision integer NOT NULL
      );
      CREATE UNIQUE INDEX reservations_one_of_holder ON reservations (session_id, holder) WHERE status <> 'CANCELLED';
      CREATE INDEX reservations_waiting ON reservations (session_id, place) WHERE status = 'WAITLISTED';
      CREATE INDEX reservations_by_session ON reservations (session_id, id);
      CREATE INDEX reservations_by_holder ON reservations (holder, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE reservations;
      ALTER TABLE sessions DROP COLUMN seats_taken, DROP COLUMN people_present, DROP COLUMN presence_at;
    `);
  }
}
