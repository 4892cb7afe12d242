import type { MigrationInterface, QueryRunner } from 'typeorm';

export class PartnerCredentials1700000053000 implements MigrationInterface {
  name = 'PartnerCredentials1700000053000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE partner_credentials (
        id uuid PRIMARY KEY,
        partner_id uuid NOT NULL REFERENCES partners,
        label text NOT NULL,
        secret_hash bytea NOT NULL CHECK (octet_length(secret_hash) = 32),
        created_at timestamptz(3) NOT NULL,
        created_by text NOT NULL,
        expires_at timestamptz(3) CHECK (expires_at > created_at),
        last_used_at timestamptz(3),
        revoked_at timestamptz(3),
        revocation_reason text,
        CHECK ((revoked_at IS NULL) = (revocation_reason IS NULL))
      );
      CREATE INDEX partner_credentials_by_partner ON partner_credentials (partner_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE partner_credentials');
  }
}
