import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What every service's database stands on: outbox and inbox, parked events, idempotency keys. */
export class Foundation1700000000000 implements MigrationInterface {
  name = 'Foundation1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;

      CREATE TABLE event_sequences (
        subject uuid PRIMARY KEY,
        last integer NOT NULL
      );

      CREATE TABLE outbox (
        id uuid PRIMARY KEY,
        position bigint NOT NULL GENERATED ALWAYS AS IDENTITY,
        topic text NOT NULL,
        subject uuid NOT NULL,
        event jsonb NOT NULL,
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        sent_at timestamptz(3)
      );
      CREATE INDEX outbox_unsent ON outbox (position) WHERE sent_at IS NULL;

      CREATE TABLE inbox (
        event_id uuid NOT NULL,
        handler text NOT NULL,
        handled_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (event_id, handler)
      );

      CREATE TABLE dead_letters (
        id uuid PRIMARY KEY,
        handler text NOT NULL,
        topic text NOT NULL,
        partition integer NOT NULL,
        log_offset text NOT NULL,
        key text NOT NULL,
        value text NOT NULL,
        error text NOT NULL,
        attempts integer NOT NULL,
        parked_at timestamptz(3) NOT NULL DEFAULT now(),
        UNIQUE (handler, topic, partition, log_offset)
      );

      CREATE TABLE idempotency_keys (
        principal text NOT NULL,
        operation text NOT NULL,
        key text NOT NULL,
        input_hash text NOT NULL,
        result_ids uuid[],
        created_at timestamptz(3) NOT NULL DEFAULT now(),
        PRIMARY KEY (principal, operation, key)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE event_sequences, outbox, inbox, dead_letters, idempotency_keys');
  }
}
