import { pagesByParent } from '@maarad/shared/database';
import { defineLoader, defineLoaderWithArgs, type Context, type PageArgs } from '@maarad/shared/graphql';
import { TopicWaitStatus } from './topic-wait-status.js';
import { TopicWait } from './topic-wait.entity.js';

export const topicWaitsOfExhibitor = defineLoaderWithArgs((exhibitorIds, args: PageArgs, { database }) =>
  pagesByParent(database.manager, TopicWait, {
    parent: 'exhibitorId',
    parentIds: exhibitorIds,
    args,
    order: { by: ['id'] },
  }),
);

const positions = defineLoader(async (ids: readonly string[], { database, clock }) => {
  const rows: { id: string; position: number }[] = await database.query(
    `WITH line AS (
       SELECT id, row_number() OVER (PARTITION BY edition_id, topic ORDER BY place)::integer AS position
       FROM topic_waits
       WHERE (status = 'WAITING' OR (status = 'OFFERED' AND offer_expires_at <= $2))
         AND (edition_id, topic) IN (SELECT edition_id, topic FROM topic_waits WHERE id = ANY($1))
     )
     SELECT id, position FROM line WHERE id = ANY($1)`,
    [ids, clock.now()],
  );
  const positionOf = new Map(rows.map(({ id, position }) => [id, position]));
  return ids.map((id) => positionOf.get(id) ?? null);
});

/** Whose turn it is in the topic's line, the next one's being 1; null when it does not wait. */
export async function topicWaitPosition(context: Context, wait: TopicWait): Promise<number | null> {
  return wait.statusAt(context.clock.now()) === TopicWaitStatus.WAITING ? positions(context).load(wait.id) : null;
}
