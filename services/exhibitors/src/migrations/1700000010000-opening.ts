import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Opening1700000010000 implements MigrationInterface {
  name = 'Opening1700000010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE editions (
        id uuid PRIMARY KEY,
        number integer NOT NULL CONSTRAINT editions_number UNIQUE,
        name jsonb NOT NULL,
        theme jsonb NOT NULL,
        city jsonb NOT NULL,
        region text NOT NULL,
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        time_zone text NOT NULL,
        currency char(3) NOT NULL,
        organisers jsonb NOT NULL,
        CONSTRAINT editions_end_after_start CHECK (starts_on <= ends_on)
      );

      CREATE TABLE exhibitors (
        id uuid PRIMARY KEY,
        name jsonb NOT NULL,
        kind text NOT NULL,
        sector text NOT NULL,
        country char(2) NOT NULL,
        region text,
        locality jsonb,
        description jsonb,
        founded_in integer,
        members jsonb,
        contact jsonb,
        CONSTRAINT exhibitors_region_of_morocco CHECK ((country = 'MA') = (region IS NOT NULL))
      );

      CREATE TABLE registrations (
        id uuid PRIMARY KEY,
        edition_id uuid NOT NULL REFERENCES editions,
        exhibitor_id uuid NOT NULL REFERENCES exhibitors,
        status text NOT NULL,
        history jsonb NOT NULL
      );
      CREATE UNIQUE INDEX registrations_one_open ON registrations (exhibitor_id, edition_id) WHERE status NOT IN ('REJECTED', 'WITHDRAWN');
      CREATE INDEX registrations_by_edition ON registrations (edition_id, status, exhibitor_id);

      CREATE TABLE halls (
        id uuid PRIMARY KEY,
        edition_id uuid NOT NULL REFERENCES editions,
        code text NOT NULL,
        name jsonb NOT NULL,
        width double precision NOT NULL,
        depth double precision NOT NULL,
        CONSTRAINT halls_code UNIQUE (edition_id, code)
      );

      CREATE TABLE stands (
        id uuid PRIMARY KEY,
        hall_id uuid NOT NULL REFERENCES halls,
        edition_id uuid NOT NULL REFERENCES editions,
        code text NOT NULL,
        has_power boolean NOT NULL,
        has_water boolean NOT NULL,
        position jsonb NOT NULL,
        CONSTRAINT stands_code UNIQUE (edition_id, code)
      );
      CREATE INDEX stands_by_hall ON stands (hall_id);

      CREATE TABLE stand_holdings (
        id uuid PRIMARY KEY,
        stand_id uuid NOT NULL REFERENCES stands,
        edition_id uuid NOT NULL REFERENCES editions,
        registration_id uuid NOT NULL REFERENCES registrations,
        exhibitor_id uuid NOT NULL REFERENCES exhibitors,
        since timestamptz(3) NOT NULL,
        CONSTRAINT stand_holdings_one_holder UNIQUE (stand_id, edition_id),
        CONSTRAINT stand_holdings_one_stand UNIQUE (registration_id)
      );
      CREATE INDEX stand_holdings_by_exhibitor ON stand_holdings (exhibitor_id, edition_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE stand_holdings, stands, halls, registrations, exhibitors, editions');
  }
}
