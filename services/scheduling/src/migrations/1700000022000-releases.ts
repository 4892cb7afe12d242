import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Releases1700000022000 implements MigrationInterface {
  name = 'Releases1700000022000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE programme_releases (
        id uuid PRIMARY KEY,
        edition_id uuid NOT NULL,
        version integer NOT NULL CHECK (version > 0),
        released_at timestamptz(3) NOT NULL,
        note jsonb,
        performer_ids uuid[] NOT NULL,
        exhibitor_ids uuid[] NOT NULL,
        workshop_ids uuid[] NOT NULL,
        CONSTRAINT programme_releases_version UNIQUE (edition_id, version)
      );

      CREATE TABLE released_sessions (
        session_id uuid NOT NULL REFERENCES sessions,
        version integer NOT NULL,
        release_id uuid NOT NULL REFERENCES programme_releases,
        edition_id uuid NOT NULL,
        change text NOT NULL,
        venue_id uuid NOT NULL,
        starts_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3) NOT NULL,
        moved_from jsonb,
        performer_ids uuid[] NOT NULL,
        exhibitor_ids uuid[] NOT NULL,
        workshop_id uuid,
        PRIMARY KEY (session_id, version)
      );
      CREATE INDEX released_sessions_by_release ON released_sessions (release_id);
      CREATE INDEX released_sessions_by_edition ON released_sessions (edition_id, session_id, version);

      CREATE FUNCTION releases_stand() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'A release of the programme is never changed.'; END $$;
      CREATE TRIGGER programme_releases_stand BEFORE UPDATE OR DELETE ON programme_releases
        FOR EACH ROW EXECUTE FUNCTION releases_stand();
      CREATE TRIGGER released_sessions_stand BEFORE UPDATE OR DELETE ON released_sessions
        FOR EACH ROW EXECUTE FUNCTION releases_stand();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE released_sessions, programme_releases; DROP FUNCTION releases_stand()');
  }
}
