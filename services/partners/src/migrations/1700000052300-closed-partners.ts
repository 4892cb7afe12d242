import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ClosedPartners1700000052300 implements MigrationInterface {
  name = 'ClosedPartners1700000052300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE partners ADD COLUMN closed_at timestamptz(3)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE partners DROP COLUMN closed_at');
  }
}
