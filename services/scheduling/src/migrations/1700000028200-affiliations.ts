import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who of the programme is of which exhibitor; and what stood in the way of what was let through. */
export class Affiliations1700000028200 implements MigrationInterface {
  name = 'Affiliations1700000028200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE affiliations (
        person_id uuid PRIMARY KEY,
        person_kind text NOT NULL CONSTRAINT affiliations_kind CHECK (person_kind IN ('PERFORMER', 'TRAINER')),
        exhibitor_id uuid NOT NULL
      );
      ALTER TABLE rule_overrides ADD COLUMN things uuid[];
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE rule_overrides DROP COLUMN things; DROP TABLE affiliations');
  }
}
