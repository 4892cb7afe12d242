import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who takes part in an edition, as the figures about inclusion count them: a projection, kept in the transaction of every change
 * of a registration or an exhibitor, whichever use case makes it. `inclusion_sources` says what it must hold.
 */
export class Inclusion1700000018400 implements MigrationInterface {
  name = 'Inclusion1700000018400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE inclusion_participants (
        edition_id uuid NOT NULL REFERENCES editions,
        exhibitor_id uuid NOT NULL REFERENCES exhibitors,
        kind text NOT NULL,
        country char(2) NOT NULL,
        region text,
        women_led boolean NOT NULL,
        youth_led boolean NOT NULL,
        members integer NOT NULL,
        women integer NOT NULL,
        youth integer NOT NULL,
        PRIMARY KEY (edition_id, exhibitor_id)
      );
      CREATE INDEX inclusion_participants_by_exhibitor ON inclusion_participants (exhibitor_id);

      CREATE FUNCTION takes_part(status text) RETURNS boolean IMMUTABLE STRICT PARALLEL SAFE
        RETURN status IN ('APPROVED', 'CONFIRMED', 'CHECKED_IN');

      CREATE VIEW inclusion_sources AS
      SELECT edition_id, exhibitor_id, kind, country, region,
        women * 2 > members AS women_led, youth * 2 > members AS youth_led, members, women, youth
      FROM (
        SELECT r.edition_id, r.exhibitor_id, e.kind, e.country, e.region,
          coalesce((e.members->>'total')::integer, 0) AS members,
          coalesce((e.members->>'women')::integer, 0) AS women,
          coalesce((e.members->>'youth')::integer, 0) AS youth
        FROM registrations r JOIN exhibitors e ON e.id = r.exhibitor_id WHERE takes_part(r.status)
      ) AS participants;

      CREATE FUNCTION follow_registration() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF takes_part(NEW.status) THEN
            -- Whoever corrects the exhibitor meanwhile waits, and then finds the row to correct.
            PERFORM FROM exhibitors WHERE id = NEW.exhibitor_id FOR SHARE;
            INSERT INTO inclusion_participants SELECT * FROM inclusion_sources
              WHERE edition_id = NEW.edition_id AND exhibitor_id = NEW.exhibitor_id;
          ELSE
            DELETE FROM inclusion_participants WHERE edition_id = NEW.edition_id AND exhibitor_id = NEW.exhibitor_id;
          END IF;
          RETURN NULL;
        END $$;
      CREATE TRIGGER registrations_enter_inclusion AFTER INSERT ON registrations FOR EACH ROW
        WHEN (takes_part(NEW.status)) EXECUTE FUNCTION follow_registration();
      CREATE TRIGGER registrations_change_inclusion AFTER UPDATE ON registrations FOR EACH ROW
        WHEN (takes_part(OLD.status) <> takes_part(NEW.status)) EXECUTE FUNCTION follow_registration();

      CREATE FUNCTION follow_exhibitor() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          UPDATE inclusion_participants p
          SET (kind, country, region, women_led, youth_led, members, women, youth) =
            (s.kind, s.country, s.region, s.women_led, s.youth_led, s.members, s.women, s.youth)
          FROM inclusion_sources s
          WHERE p.exhibitor_id = NEW.id AND s.edition_id = p.edition_id AND s.exhibitor_id = p.exhibitor_id;
          RETURN NULL;
        END $$;
      CREATE TRIGGER exhibitors_change_inclusion AFTER UPDATE ON exhibitors FOR EACH ROW
        WHEN (ROW(OLD.kind, OLD.country, OLD.region, OLD.members) IS DISTINCT FROM ROW(NEW.kind, NEW.country, NEW.region, NEW.members))
        EXECUTE FUNCTION follow_exhibitor();

      INSERT INTO inclusion_participants SELECT * FROM inclusion_sources;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TRIGGER exhibitors_change_inclusion ON exhibitors;
      DROP TRIGGER registrations_change_inclusion ON registrations;
      DROP TRIGGER registrations_enter_inclusion ON registrations;
      DROP FUNCTION follow_exhibitor, follow_registration;
      DROP VIEW inclusion_sources;
      DROP FUNCTION takes_part;
      DROP TABLE inclusion_participants;
    `);
  }
}
