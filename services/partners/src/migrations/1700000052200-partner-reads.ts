import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which partner read what of the feed, when: a row for a stream, and one for the pages that one token reads in an hour. */
export class PartnerReads1700000052200 implements MigrationInterface {
  name = 'PartnerReads1700000052200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE partner_reads (
        id uuid PRIMARY KEY,
        partner_id text NOT NULL,
        principal text NOT NULL,
        channel text NOT NULL,
        filter jsonb NOT NULL,
        started_at timestamptz(3) NOT NULL DEFAULT now(),
        last_read_at timestamptz(3) NOT NULL DEFAULT now(),
        after bigint NOT NULL,
        last bigint NOT NULL,
        events integer NOT NULL,
        hour timestamptz(0) NOT NULL DEFAULT date_trunc('hour', now())
      );
      CREATE INDEX partner_reads_by_partner ON partner_reads (partner_id, id);
      CREATE UNIQUE INDEX partner_reads_pages ON partner_reads (partner_id, principal, hour, md5(filter::text)) WHERE channel = 'QUERY';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE partner_reads');
  }
}
