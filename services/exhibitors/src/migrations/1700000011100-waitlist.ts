import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The waitlist of an edition has an order: that in which registrations entered it. */
export class Waitlist1700000011100 implements MigrationInterface {
  name = 'Waitlist1700000011100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE registration_waitlist_numbers;
      ALTER TABLE registrations ADD COLUMN waitlist_number bigint;
      UPDATE registrations SET waitlist_number = waiting.place
      FROM (SELECT id, row_number() OVER (ORDER BY (history->-1->>'at')::timestamptz, id) AS place
            FROM registrations WHERE status = 'WAITLISTED') AS waiting
      WHERE registrations.id = waiting.id;
      SELECT setval('registration_waitlist_numbers', 1 + (SELECT count(*) FROM registrations WHERE status = 'WAITLISTED'));
      ALTER TABLE registrations
        ADD CONSTRAINT registrations_waitlist CHECK ((status = 'WAITLISTED') = (waitlist_number IS NOT NULL));
      CREATE UNIQUE INDEX registrations_waitlist_order ON registrations (edition_id, waitlist_number) WHERE status = 'WAITLISTED';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE registrations DROP COLUMN waitlist_number;
      DROP SEQUENCE registration_waitlist_numbers;
    `);
  }
}
