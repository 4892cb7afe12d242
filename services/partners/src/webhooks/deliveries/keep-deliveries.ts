import type { Context } from '@maarad/shared/graphql';
import type { Chore } from '@maarad/shared/runtime';

const dayMs = 86_400_000;

/** The log of deliveries is kept as long as the feed: longer than any of them is tried. */
export const keptDeliveries = (retentionDays: number): Chore => ({
  name: 'kept-deliveries',
  everyMs: 3_600_000,
  run: (context) => keepDeliveries(context, retentionDays),
});

/** What ended long ago goes with its attempts; what waits for an endpoint that has been disabled for so long is given up. */
export async function keepDeliveries({ database, clock }: Context, retentionDays: number): Promise<void> {
  const now = clock.now();
  const oldest = new Date(now.getTime() - retentionDays * dayMs);
  await database.query(
    `UPDATE webhook_deliveries d SET status = 'FAILED', next_attempt_at = NULL, finished_at = $2
     FROM webhook_endpoints e
     WHERE e.id = d.endpoint_id AND e.status = 'DISABLED' AND e.disabled_at < $1 AND d.status = 'PENDING'`,
    [oldest, now],
  );
  await database.query(`DELETE FROM webhook_deliveries WHERE status <> 'PENDING' AND finished_at < $1`, [oldest]);
}
