import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long it takes to walk from one venue to another. */
export class WalkingTime1700000028300 implements MigrationInterface {
  name = 'WalkingTime1700000028300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE programme_rules
        ADD COLUMN walking_minutes integer NOT NULL DEFAULT 0
        CONSTRAINT programme_rules_walk CHECK (walking_minutes BETWEEN 0 AND 120);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE programme_rules DROP COLUMN walking_minutes');
  }
}
