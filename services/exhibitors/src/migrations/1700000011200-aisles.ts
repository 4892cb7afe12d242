import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Halls have aisles between their stands. */
export class Aisles1700000011200 implements MigrationInterface {
  name = 'Aisles1700000011200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE halls ADD COLUMN aisles jsonb NOT NULL DEFAULT '[]'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE halls DROP COLUMN aisles');
  }
}
