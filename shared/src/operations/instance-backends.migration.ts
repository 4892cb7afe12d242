import type { MigrationInterface, QueryRunner } from 'typeorm';

/** PostgreSQL's process that took the last beat of an instance: it ends with the instance's connection, however that dies. */
export class InstanceBackends1700000064000 implements MigrationInterface {
  name = 'InstanceBackends1700000064000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE instances ADD COLUMN backend int');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE instances DROP COLUMN backend');
  }
}
