import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Workshops that an exhibitor's people have completed: a fact for the jury, kept from what training tells. */
export class TrainingCompleted1700000018410 implements MigrationInterface {
  name = 'TrainingCompleted1700000018410';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE exhibitor_training_completed (
        enrolment_id uuid PRIMARY KEY,
        edition_id uuid NOT NULL,
        exhibitor_id uuid NOT NULL
      );
      CREATE INDEX exhibitor_training_completed_by_exhibitor ON exhibitor_training_completed (edition_id, exhibitor_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE exhibitor_training_completed');
  }
}
