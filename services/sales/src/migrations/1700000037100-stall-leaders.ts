import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By whom the exhibitor of a stall is led, as its registration said; null for stalls that were opened before this was told. */
export class StallLeaders1700000037100 implements MigrationInterface {
  name = 'StallLeaders1700000037100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stalls ADD COLUMN women_led boolean, ADD COLUMN youth_led boolean');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE stalls DROP COLUMN women_led, DROP COLUMN youth_led');
  }
}
