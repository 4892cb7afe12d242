import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Certificates1700000043000 implements MigrationInterface {
  name = 'Certificates1700000043000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE certificates (
        id uuid PRIMARY KEY,
        enrolment_id uuid NOT NULL REFERENCES enrolments CONSTRAINT certificates_one_an_enrolment UNIQUE,
        workshop_id uuid NOT NULL REFERENCES workshops,
        exhibitor_id uuid NOT NULL,
        code text NOT NULL CONSTRAINT certificates_by_code UNIQUE,
        issued_at timestamptz(3) NOT NULL,
        snapshot jsonb NOT NULL,
        status text NOT NULL,
        revoked_at timestamptz(3),
        revocation_reason text,
        CONSTRAINT certificates_revoked_since CHECK ((status = 'REVOKED') = (revoked_at IS NOT NULL))
      );
      CREATE INDEX certificates_by_workshop ON certificates (workshop_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE certificates');
  }
}
