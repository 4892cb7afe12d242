import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A registration keeps the answers to the questionnaire of its exhibitor's kind; one made before there was one has none. */
export class RegistrationAnswers1700000018000 implements MigrationInterface {
  name = 'RegistrationAnswers1700000018000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE registrations ADD COLUMN answers jsonb NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM registrations WHERE status = 'DRAFT';
      ALTER TABLE registrations DROP COLUMN answers;
    `);
  }
}
