import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A workshop may have several sessions, each at another time. */
export class WorkshopSeries1700000044000 implements MigrationInterface {
  name = 'WorkshopSeries1700000044000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX sessions_one_of_workshop;
      CREATE UNIQUE INDEX sessions_one_of_workshop ON sessions (workshop_id, starts_at) WHERE status <> 'CANCELLED';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX sessions_one_of_workshop;
      CREATE UNIQUE INDEX sessions_one_of_workshop ON sessions (workshop_id) WHERE status <> 'CANCELLED';
    `);
  }
}
