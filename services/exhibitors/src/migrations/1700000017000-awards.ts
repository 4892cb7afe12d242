import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Awards: what is judged, by whom, the scores, the sealed result, and what was granted; with the facts shown to the jury. */
export class Awards1700000017000 implements MigrationInterface {
  name = 'Awards1700000017000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE judgings (
        id uuid PRIMARY KEY REFERENCES editions,
        status text NOT NULL,
        sealed_at timestamptz(3),
        published_at timestamptz(3)
      );
      CREATE TABLE award_categories (
        id uuid PRIMARY KEY,
        edition_id uuid NOT NULL REFERENCES editions,
        name jsonb NOT NULL,
        criteria jsonb NOT NULL,
        places integer NOT NULL
      );
      CREATE INDEX award_categories_by_edition ON award_categories (edition_id, id);
      CREATE TABLE jurors (
        id uuid PRIMARY KEY,
        edition_id uuid NOT NULL REFERENCES editions,
        principal_id text NOT NULL,
        exhibitor_id uuid REFERENCES exhibitors,
        CONSTRAINT jurors_once UNIQUE (edition_id, principal_id)
      );
      CREATE TABLE interests (
        juror_id uuid NOT NULL REFERENCES jurors,
        exhibitor_id uuid NOT NULL REFERENCES exhibitors,
        reason text NOT NULL,
        declared_at timestamptz(3) NOT NULL,
        PRIMARY KEY (juror_id, exhibitor_id)
      );
      CREATE TABLE nominees (
        id uuid PRIMARY KEY,
        category_id uuid NOT NULL REFERENCES award_categories,
        edition_id uuid NOT NULL REFERENCES editions,
        exhibitor_id uuid NOT NULL REFERENCES exhibitors,
        CONSTRAINT nominees_once UNIQUE (category_id, exhibitor_id)
      );
      CREATE INDEX nominees_by_edition ON nominees (edition_id);
      CREATE TABLE scores (
        juror_id uuid NOT NULL REFERENCES jurors,
        nominee_id uuid NOT NULL REFERENCES nominees,
        criterion text NOT NULL,
        points integer NOT NULL CONSTRAINT scores_points CHECK (points BETWEEN 0 AND 10),
        PRIMARY KEY (juror_id, nominee_id, criterion)
      );
      CREATE INDEX scores_by_nominee ON scores (nominee_id);
      CREATE TABLE sealed_results (
        id uuid PRIMARY KEY,
        edition_id uuid NOT NULL REFERENCES editions,
        category_id uuid NOT NULL REFERENCES award_categories,
        nominee_id uuid NOT NULL REFERENCES nominees,
        rank integer NOT NULL,
        CONSTRAINT sealed_results_once UNIQUE (nominee_id)
      );
      CREATE INDEX sealed_results_by_edition ON sealed_results (edition_id);
      CREATE TABLE awards (
        id uuid PRIMARY KEY,
        edition_id uuid NOT NULL REFERENCES editions,
        category_id uuid NOT NULL REFERENCES award_categories,
        exhibitor_id uuid NOT NULL REFERENCES exhibitors,
        rank integer NOT NULL,
        citation jsonb NOT NULL,
        granted_at timestamptz(3) NOT NULL,
        CONSTRAINT awards_once UNIQUE (category_id, exhibitor_id)
      );
      CREATE INDEX awards_by_edition ON awards (edition_id);
      CREATE INDEX awards_by_exhibitor ON awards (exhibitor_id);

      CREATE TABLE exhibitor_sales_days (
        edition_id uuid NOT NULL,
        exhibitor_id uuid NOT NULL,
        day date NOT NULL,
        orders integer NOT NULL,
        revenue bigint NOT NULL,
        PRIMARY KEY (edition_id, exhibitor_id, day)
      );
      CREATE TABLE exhibitor_training_places (
        enrolment_id uuid PRIMARY KEY,
        edition_id uuid NOT NULL,
        exhibitor_id uuid NOT NULL
      );
      CREATE INDEX exhibitor_training_places_by_exhibitor ON exhibitor_training_places (edition_id, exhibitor_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE exhibitor_training_places, exhibitor_sales_days, awards, sealed_results, scores, nominees, interests, jurors,
        award_categories, judgings
    `);
  }
}
