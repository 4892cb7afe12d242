import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * All sessions of a workshop, in order of time: where and when each is, and which session it is once it is booked. `session_id`,
 * `venue_id`, `starts_at` and `ends_at` are those of the first.
 */
export class Series1700000044100 implements MigrationInterface {
  name = 'Series1700000044100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE workshops ADD COLUMN meetings jsonb;
      UPDATE workshops SET meetings = jsonb_build_array(jsonb_build_object(
        'sessionId', session_id, 'venueId', venue_id,
        'startsAt', to_char(starts_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
        'endsAt', to_char(ends_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
      ));
      ALTER TABLE workshops ALTER COLUMN meetings SET NOT NULL,
        ADD CONSTRAINT workshops_meet CHECK (jsonb_array_length(meetings) > 0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE workshops DROP COLUMN meetings');
  }
}
