import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The tables of the projections that several services keep, each in its own database. */
export class Projections1700000001000 implements MigrationInterface {
  name = 'Projections1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE edition_facts (
        id uuid PRIMARY KEY,
        name jsonb NOT NULL,
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        time_zone text NOT NULL,
        currency char(3) NOT NULL
      );
      CREATE TABLE participants (
        id uuid PRIMARY KEY,
        exhibitor_id uuid NOT NULL,
        edition_id uuid NOT NULL,
        name jsonb NOT NULL,
        kind text NOT NULL,
        region text,
        takes_part boolean NOT NULL,
        UNIQUE (exhibitor_id, edition_id, id)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE edition_facts, participants');
  }
}
