import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Troupes1700000026000 implements MigrationInterface {
  name = 'Troupes1700000026000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE performers
        ADD COLUMN size integer CONSTRAINT performers_size CHECK (size > 0),
        ADD COLUMN technical_needs jsonb,
        ADD COLUMN fee_minor bigint CONSTRAINT performers_fee CHECK (fee_minor >= 0),
        ADD COLUMN fee_currency char(3),
        ADD CONSTRAINT performers_whole_fee CHECK ((fee_minor IS NULL) = (fee_currency IS NULL));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE performers
        DROP COLUMN size, DROP COLUMN technical_needs, DROP COLUMN fee_minor, DROP COLUMN fee_currency;
    `);
  }
}
