import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a release showed, whole; whom it concerned, each once, those enrolled too; and the key that it is signed with. */
export class SnapshotsAndConcerned1700000028100 implements MigrationInterface {
  name = 'SnapshotsAndConcerned1700000028100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE sessions ADD COLUMN cancelled_at timestamptz(3);
      ALTER TABLE programme_releases ADD COLUMN reservation_holders integer;

      CREATE TABLE workshop_enrolments (
        id uuid PRIMARY KEY,
        workshop_id uuid NOT NULL,
        exhibitor_id uuid NOT NULL,
        cancelled_at timestamptz(3)
      );
      CREATE INDEX workshop_enrolments_by_workshop ON workshop_enrolments (workshop_id);

      CREATE TABLE concerned_parties (
        id uuid PRIMARY KEY,
        release_id uuid NOT NULL REFERENCES programme_releases,
        kind text NOT NULL CONSTRAINT concerned_parties_kind CHECK (kind IN ('PERFORMER', 'EXHIBITOR')),
        party_id uuid NOT NULL,
        appears boolean NOT NULL,
        enrolled boolean NOT NULL,
        CONSTRAINT concerned_parties_once UNIQUE (release_id, kind, party_id)
      );
      CREATE INDEX concerned_parties_in_order ON concerned_parties (release_id, id);
      INSERT INTO concerned_parties (id, release_id, kind, party_id, appears, enrolled)
      SELECT gen_random_uuid(), id, 'PERFORMER', unnest(performer_ids), true, false FROM programme_releases
      UNION ALL
      SELECT gen_random_uuid(), id, 'EXHIBITOR', unnest(exhibitor_ids), true, false FROM programme_releases;

      CREATE TABLE programme_snapshots (
        edition_id uuid NOT NULL,
        version integer NOT NULL,
        content jsonb NOT NULL,
        PRIMARY KEY (edition_id, version),
        FOREIGN KEY (edition_id, version) REFERENCES programme_releases (edition_id, version)
      );

      CREATE TRIGGER concerned_parties_stand BEFORE UPDATE OR DELETE ON concerned_parties
        FOR EACH ROW EXECUTE FUNCTION releases_stand();
      CREATE TRIGGER programme_snapshots_stand BEFORE UPDATE OR DELETE ON programme_snapshots
        FOR EACH ROW EXECUTE FUNCTION releases_stand();

      CREATE TABLE signing_keys (
        id text PRIMARY KEY,
        key jsonb NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE signing_keys, programme_snapshots, concerned_parties, workshop_enrolments;
      ALTER TABLE programme_releases DROP COLUMN reservation_holders;
      ALTER TABLE sessions DROP COLUMN cancelled_at;
    `);
  }
}
