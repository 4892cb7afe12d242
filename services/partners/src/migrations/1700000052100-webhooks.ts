import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Endpoints, what is on its way to them, and every attempt. An endpoint's place in the feed moves with the deliveries that it makes. */
export class Webhooks1700000052100 implements MigrationInterface {
  name = 'Webhooks1700000052100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE webhook_endpoints (
        id uuid PRIMARY KEY,
        partner_id uuid NOT NULL REFERENCES partners,
        url text NOT NULL,
        description text,
        filter jsonb NOT NULL,
        "order" text NOT NULL,
        status text NOT NULL,
        disabled_reason text,
        disabled_at timestamptz(3),
        created_at timestamptz(3) NOT NULL,
        place bigint NOT NULL,
        replay jsonb,
        keys jsonb NOT NULL,
        failures integer NOT NULL,
        failing_since timestamptz(3),
        paused_until timestamptz(3)
      );
      CREATE INDEX webhook_endpoints_by_partner ON webhook_endpoints (partner_id, id);

      CREATE TABLE webhook_deliveries (
        id uuid PRIMARY KEY,
        endpoint_id uuid NOT NULL REFERENCES webhook_endpoints,
        position bigint NOT NULL,
        event_id uuid NOT NULL,
        subject uuid NOT NULL,
        body text NOT NULL,
        status text NOT NULL,
        tries integer NOT NULL,
        created_at timestamptz(3) NOT NULL,
        next_attempt_at timestamptz(3),
        finished_at timestamptz(3)
      );
      CREATE INDEX webhook_deliveries_by_endpoint ON webhook_deliveries (endpoint_id, id);
      CREATE INDEX webhook_deliveries_by_status ON webhook_deliveries (endpoint_id, status, id);
      CREATE INDEX webhook_deliveries_pending ON webhook_deliveries (endpoint_id, position) WHERE status = 'PENDING';
      CREATE INDEX webhook_deliveries_pending_by_subject ON webhook_deliveries (endpoint_id, subject, position)
        WHERE status = 'PENDING';
      CREATE UNIQUE INDEX webhook_deliveries_pending_once ON webhook_deliveries (endpoint_id, event_id)
        WHERE status = 'PENDING';
      CREATE INDEX webhook_deliveries_finished ON webhook_deliveries (finished_at) WHERE status <> 'PENDING';

      CREATE TABLE webhook_attempts (
        id uuid PRIMARY KEY,
        delivery_id uuid NOT NULL REFERENCES webhook_deliveries ON DELETE CASCADE,
        at timestamptz(3) NOT NULL,
        duration_ms integer NOT NULL,
        status_code integer,
        error text,
        response text
      );
      CREATE INDEX webhook_attempts_by_delivery ON webhook_attempts (delivery_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE webhook_attempts, webhook_deliveries, webhook_endpoints');
  }
}
