import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addSearchColumns, dropSearchColumns } from '@maarad/shared/text-search';

export class Search1700000015000 implements MigrationInterface {
  name = 'Search1700000015000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(addSearchColumns('exhibitors', 'name'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(dropSearchColumns('exhibitors'));
  }
}
