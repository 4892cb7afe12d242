import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Allocation: what exhibitors wish of their stands, and proposals of who gets which, each decision with its rule. */
export class Allocation1700000019000 implements MigrationInterface {
  name = 'Allocation1700000019000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE allocation_wishes (
        registration_id uuid PRIMARY KEY REFERENCES registrations,
        halls text[] NOT NULL,
        corner boolean NOT NULL,
        near uuid[] NOT NULL,
        apart uuid[] NOT NULL,
        said_at timestamptz(3) NOT NULL
      );
      CREATE TABLE allocation_proposals (
        id uuid PRIMARY KEY,
        edition_id uuid NOT NULL REFERENCES editions,
        seed integer NOT NULL,
        status text NOT NULL CONSTRAINT allocation_proposals_status CHECK (status IN ('PROPOSED', 'APPLIED', 'DISCARDED')),
        created_at timestamptz(3) NOT NULL,
        created_by text NOT NULL,
        decided_at timestamptz(3),
        decided_by text,
        satisfaction double precision NOT NULL,
        greedy_satisfaction double precision NOT NULL,
        quotas jsonb NOT NULL,
        problem jsonb NOT NULL,
        facts_hash text NOT NULL
      );
      CREATE INDEX allocation_proposals_by_edition ON allocation_proposals (edition_id, id);
      CREATE TABLE allocation_decisions (
        id uuid PRIMARY KEY,
        proposal_id uuid NOT NULL REFERENCES allocation_proposals,
        registration_id uuid NOT NULL REFERENCES registrations,
        stand_id uuid REFERENCES stands,
        rule text NOT NULL,
        detail text NOT NULL,
        met jsonb NOT NULL,
        missed jsonb NOT NULL,
        moved_at timestamptz(3),
        moved_by text,
        CONSTRAINT allocation_decisions_once UNIQUE (proposal_id, registration_id),
        -- Asked at the end of a statement, so that two can change places in one.
        CONSTRAINT allocation_decisions_one_holder UNIQUE (proposal_id, stand_id) DEFERRABLE INITIALLY IMMEDIATE
      );
      CREATE INDEX allocation_decisions_by_registration ON allocation_decisions (registration_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE allocation_decisions, allocation_proposals, allocation_wishes');
  }
}
