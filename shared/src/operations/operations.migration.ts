import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What administrators see of a service's processes and decide about them. */
export class Operations1700000025000 implements MigrationInterface {
  name = 'Operations1700000025000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE instances (
        id uuid PRIMARY KEY,
        version text NOT NULL,
        started_at timestamptz(3) NOT NULL,
        beat_at timestamptz(3) NOT NULL,
        traffic jsonb NOT NULL,
        draining boolean NOT NULL DEFAULT false
      );

      CREATE TABLE consumer_pauses (
        consumer_group text PRIMARY KEY,
        paused_by text NOT NULL,
        paused_at timestamptz(3) NOT NULL DEFAULT now()
      );

      CREATE TABLE audit (
        id uuid PRIMARY KEY,
        at timestamptz(3) NOT NULL DEFAULT now(),
        operation text NOT NULL,
        entity_type text NOT NULL,
        entity_ids text[] NOT NULL,
        reason text,
        principal text NOT NULL,
        correlation_id text
      );
      CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$;
      CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE instances, consumer_pauses, audit; DROP FUNCTION refuse_audit_change()');
  }
}
