import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Partnerships between exhibitors, and with outside partners; and how they fare after the fair. */
export class Partnerships1700000018200 implements MigrationInterface {
  name = 'Partnerships1700000018200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outside_partners (
        id uuid PRIMARY KEY,
        name jsonb NOT NULL,
        country char(2) NOT NULL,
        kind text NOT NULL
      );
      CREATE UNIQUE INDEX outside_partners_once ON outside_partners (country, kind, md5(name::text));
      CREATE TABLE partnerships (
        id uuid PRIMARY KEY,
        edition_id uuid REFERENCES editions,
        from_exhibitor_id uuid NOT NULL REFERENCES exhibitors,
        to_exhibitor_id uuid REFERENCES exhibitors,
        outside_partner_id uuid REFERENCES outside_partners,
        kind text NOT NULL,
        status text NOT NULL,
        terms jsonb,
        evidence text,
        proposed_at timestamptz(3) NOT NULL,
        agreed_at timestamptz(3),
        ended_at timestamptz(3),
        history jsonb NOT NULL,
        next_follow_up_due date,
        followed_up_at timestamptz(3),
        CONSTRAINT partnerships_two_sides CHECK (from_exhibitor_id <> to_exhibitor_id),
        CONSTRAINT partnerships_one_other_side CHECK (num_nonnulls(to_exhibitor_id, outside_partner_id) = 1),
        CONSTRAINT partnerships_outside_agreed CHECK (outside_partner_id IS NULL OR (evidence IS NOT NULL AND agreed_at IS NOT NULL)),
        CONSTRAINT partnerships_agreed_at CHECK (status NOT IN ('AGREED', 'ENDED') OR agreed_at IS NOT NULL)
      );
      CREATE UNIQUE INDEX partnerships_open_once ON partnerships (
        least(from_exhibitor_id, coalesce(to_exhibitor_id, outside_partner_id)),
        greatest(from_exhibitor_id, coalesce(to_exhibitor_id, outside_partner_id)),
        kind
      ) WHERE status IN ('PROPOSED', 'AGREED');
      CREATE INDEX partnerships_by_proposer ON partnerships (from_exhibitor_id, id);
      CREATE INDEX partnerships_by_other_side ON partnerships (to_exhibitor_id, id);
      CREATE INDEX partnerships_by_edition ON partnerships (edition_id, agreed_at, id);
      CREATE INDEX partnerships_by_due ON partnerships (next_follow_up_due) WHERE next_follow_up_due IS NOT NULL;
      CREATE TABLE partnership_follow_ups (
        id uuid PRIMARY KEY,
        partnership_id uuid NOT NULL REFERENCES partnerships,
        state text NOT NULL,
        note text,
        amount_minor bigint CONSTRAINT partnership_follow_ups_amount CHECK (amount_minor >= 0),
        amount_currency char(3),
        at timestamptz(3) NOT NULL,
        by text NOT NULL,
        side text NOT NULL
      );
      CREATE INDEX partnership_follow_ups_by_partnership ON partnership_follow_ups (partnership_id, at, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE partnership_follow_ups, partnerships, outside_partners');
  }
}
