import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a workshop gives, asks and costs. */
export class WorkshopTerms1700000044200 implements MigrationInterface {
  name = 'WorkshopTerms1700000044200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE workshops
        ADD COLUMN materials jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN prerequisites jsonb,
        ADD COLUMN requires_topics text[] NOT NULL DEFAULT '{}',
        ADD COLUMN price jsonb;
      ALTER TABLE enrolments ADD COLUMN due jsonb;
      CREATE INDEX enrolments_of_person ON enrolments (exhibitor_id, participant_key) WHERE status = 'ATTENDED';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX enrolments_of_person;
      ALTER TABLE enrolments DROP COLUMN due;
      ALTER TABLE workshops DROP COLUMN materials, DROP COLUMN prerequisites, DROP COLUMN requires_topics, DROP COLUMN price;
    `);
  }
}
