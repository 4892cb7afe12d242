import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Fills1700000025000 implements MigrationInterface {
  name = 'Fills1700000025000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE programme_fills (
        id uuid PRIMARY KEY,
        edition_id uuid NOT NULL,
        seed integer NOT NULL,
        session_ids uuid[] NOT NULL,
        refusals jsonb NOT NULL,
        filled_at timestamptz(3) NOT NULL
      );
      CREATE INDEX bookings_by_time ON bookings USING gist (during);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX bookings_by_time; DROP TABLE programme_fills');
  }
}
