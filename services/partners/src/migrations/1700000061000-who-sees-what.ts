import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may see an event, beside the event; and which partners an exhibitor has given access to what is its own. */
export class WhoSeesWhat1700000061000 implements MigrationInterface {
  name = 'WhoSeesWhat1700000061000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE feed_entries ADD COLUMN audience text, ADD COLUMN partner uuid;
      UPDATE feed_entries SET audience = CASE
        WHEN type ~ '^org\\.maarad\\.sales\\.(sale|order|settlement|day)\\.' THEN 'exhibitor'
        WHEN type ~ '^org\\.maarad\\.exhibitors\\.(registration\\.(?!approved)|jury\\.)' THEN 'partners'
        WHEN type ~ '^org\\.maarad\\.scheduling\\.reservation\\.' THEN 'partners'
        WHEN type = 'org.maarad.sales.stock.low.v1' THEN 'partners'
        WHEN type ~ '^org\\.maarad\\.training\\.' AND type !~ '^org\\.maarad\\.training\\.workshop\\.' THEN 'partners'
        ELSE 'public' END;
      ALTER TABLE feed_entries ALTER COLUMN audience SET NOT NULL;
      CREATE INDEX feed_entries_by_audience ON feed_entries (audience, position);

      CREATE TABLE partner_accesses (
        id uuid PRIMARY KEY,
        partner_id uuid NOT NULL REFERENCES partners,
        exhibitor_id uuid NOT NULL,
        granted_at timestamptz(3) NOT NULL,
        granted_by text NOT NULL,
        withdrawn_at timestamptz(3),
        withdrawn_by text,
        CONSTRAINT partner_accesses_once UNIQUE (partner_id, exhibitor_id),
        CHECK ((withdrawn_at IS NULL) = (withdrawn_by IS NULL))
      );
      CREATE INDEX partner_accesses_by_exhibitor ON partner_accesses (exhibitor_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE partner_accesses;
      ALTER TABLE feed_entries DROP COLUMN audience, DROP COLUMN partner;
    `);
  }
}
