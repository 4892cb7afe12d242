import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Feedback1700000044000 implements MigrationInterface {
  name = 'Feedback1700000044000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE feedback (
        id uuid PRIMARY KEY,
        enrolment_id uuid NOT NULL CONSTRAINT feedback_once UNIQUE REFERENCES enrolments,
        workshop_id uuid NOT NULL REFERENCES workshops,
        rating integer NOT NULL CHECK (rating BETWEEN 1 AND 5),
        comment text
      );
      CREATE INDEX feedback_by_workshop ON feedback (workshop_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE feedback');
  }
}
