import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stands are held or assigned, for the whole edition or for half-days of it. */
export class StandSlices1700000011000 implements MigrationInterface {
  name = 'StandSlices1700000011000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE stand_holdings
        ADD COLUMN held_until timestamptz(3),
        ADD COLUMN slices jsonb,
        DROP CONSTRAINT stand_holdings_one_holder,
        DROP CONSTRAINT stand_holdings_one_stand;
      CREATE INDEX stand_holdings_by_stand ON stand_holdings (stand_id);
      CREATE INDEX stand_holdings_by_registration ON stand_holdings (registration_id);
      CREATE INDEX stand_holdings_by_deadline ON stand_holdings (held_until) WHERE held_until IS NOT NULL;

      CREATE TABLE stand_slots (
        holding_id uuid NOT NULL REFERENCES stand_holdings ON DELETE CASCADE,
        day date NOT NULL,
        half text NOT NULL CONSTRAINT stand_slots_half CHECK (half IN ('MORNING', 'AFTERNOON')),
        stand_id uuid NOT NULL REFERENCES stands,
        edition_id uuid NOT NULL REFERENCES editions,
        registration_id uuid NOT NULL REFERENCES registrations,
        PRIMARY KEY (holding_id, day, half),
        CONSTRAINT stand_slots_one_holder UNIQUE (stand_id, edition_id, day, half),
        CONSTRAINT stand_slots_one_stand UNIQUE (registration_id, day, half)
      );
      INSERT INTO stand_slots (holding_id, day, half, stand_id, edition_id, registration_id)
      SELECT holding.id, day::date, half, holding.stand_id, holding.edition_id, holding.registration_id
      FROM stand_holdings holding
      JOIN editions edition ON edition.id = holding.edition_id
      CROSS JOIN LATERAL generate_series(edition.starts_on::timestamp, edition.ends_on::timestamp, '1 day') AS day
      CROSS JOIN unnest(ARRAY['MORNING', 'AFTERNOON']) AS half;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE stand_slots;
      DROP INDEX stand_holdings_by_stand, stand_holdings_by_registration, stand_holdings_by_deadline;
      DELETE FROM stand_holdings WHERE held_until IS NOT NULL OR slices IS NOT NULL;
      ALTER TABLE stand_holdings
        DROP COLUMN held_until,
        DROP COLUMN slices,
        ADD CONSTRAINT stand_holdings_one_holder UNIQUE (stand_id, edition_id),
        ADD CONSTRAINT stand_holdings_one_stand UNIQUE (registration_id);
    `);
  }
}
