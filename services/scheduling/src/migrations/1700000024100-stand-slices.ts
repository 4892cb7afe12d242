import type { MigrationInterface, QueryRunner } from 'typeorm';

export class StandSlices1700000024100 implements MigrationInterface {
  name = 'StandSlices1700000024100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stand_duties ADD COLUMN slices jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stand_duties DROP COLUMN slices');
  }
}
