import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The audit holds every decision, with all that it concerned, and is found by any of it and by time. */
export class Audit1700000062000 implements MigrationInterface {
  name = 'Audit1700000062000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE audit DISABLE TRIGGER audit_append_only;
      ALTER TABLE audit ADD COLUMN entities jsonb, ADD COLUMN role text NOT NULL DEFAULT 'admin';
      UPDATE audit SET entities = coalesce(
        (SELECT jsonb_agg(jsonb_build_object('type', entity_type, 'id', id)) FROM unnest(entity_ids) AS id), '[]');
      ALTER TABLE audit ALTER COLUMN entities SET NOT NULL, ALTER COLUMN role DROP DEFAULT,
        DROP COLUMN entity_type, DROP COLUMN entity_ids;
      ALTER TABLE audit ENABLE ALWAYS TRIGGER audit_append_only;
      CREATE INDEX audit_by_entity ON audit USING gin (entities jsonb_path_ops);
      CREATE INDEX audit_by_time ON audit (at, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX audit_by_entity, audit_by_time;
      ALTER TABLE audit DISABLE TRIGGER audit_append_only;
      ALTER TABLE audit ADD COLUMN entity_type text NOT NULL DEFAULT '', ADD COLUMN entity_ids text[] NOT NULL DEFAULT '{}';
      UPDATE audit SET entity_type = coalesce(entities->0->>'type', ''),
        entity_ids = ARRAY(SELECT each->>'id' FROM jsonb_array_elements(entities) AS each);
      ALTER TABLE audit ALTER COLUMN entity_type DROP DEFAULT, ALTER COLUMN entity_ids DROP DEFAULT,
        DROP COLUMN entities, DROP COLUMN role;
      ALTER TABLE audit ENABLE TRIGGER audit_append_only;
    `);
  }
}
