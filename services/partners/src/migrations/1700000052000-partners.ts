import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Partners1700000052000 implements MigrationInterface {
  name = 'Partners1700000052000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE partners (
        id uuid PRIMARY KEY,
        name jsonb NOT NULL,
        kind text NOT NULL,
        regions text[] NOT NULL,
        registered_at timestamptz(3) NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE partners');
  }
}
