import { creatingUseCase } from '@maarad/shared/database';
import { BadUserInput, Conflict, IllegalTransition } from '@maarad/shared/errors';
import type { Context } from '@maarad/shared/graphql';
import { cursorsOf } from '../../feed/cursor.js';
import { placeToReadFrom, readEnds, requireKept } from '../../feed/read-feed.js';
import { webhookBell } from '../dispatch/webhook-bell.js';
import { EndpointStatus } from '../endpoints/endpoint-status.js';
import { lockOwnEndpoint } from '../endpoints/own-endpoint.js';
import { WebhookEndpoint } from '../endpoints/webhook-endpoint.entity.js';
import type { ReplayEventsInput } from '../endpoints/webhook-endpoint.inputs.js';

/** A part of the feed is sent again, in order and before what is new; what waits to be sent of it anyway is not doubled. */
export async function replayEvents(context: Context, input: ReplayEventsInput): Promise<WebhookEndpoint> {
  const { database } = context;
  const cursors = await cursorsOf(database);
  const after = placeToReadFrom(cursors.placeOf(input.after, 'after'), await readEnds(database));
  const wanted = input.until ? cursors.placeOf(input.until, 'until') : undefined;
  await requireKept(database, after);
  const replay = creatingUseCase(
    'replayEvents',
    WebhookEndpoint,
    async (work, { endpointId }: ReplayEventsInput, { principal }) => {
      const endpoint = await lockOwnEndpoint(work, endpointId, principal);
      requireIdle(endpoint);
      const until = wanted ?? endpoint.place;
      if (until > endpoint.place) {
        const sent = cursors.at(endpoint.place);
        throw new BadUserInput([{ path: 'until', rule: `must not be beyond what it was sent, which ends at ${sent}` }]);
      }
      if (after > until) {
        throw new BadUserInput([{ path: 'after', rule: 'must not be beyond the end of what is to be sent again' }]);
      }
      endpoint.replay = after < until ? { after, until } : null;
      work.afterCommit(() => webhookBell(database).ring());
      return work.save(endpoint);
    },
  );
  return replay(context, input);
}

/** @throws IllegalTransition once it is deleted. @throws Conflict while another part is being sent again. */
function requireIdle({ id, status, replay }: WebhookEndpoint): void {
  if (status === EndpointStatus.DELETED) {
    throw new IllegalTransition('WebhookEndpoint', status, EndpointStatus.ENABLED, []);
  }
  if (replay) {
    throw new Conflict('Another part of the feed is being sent again; wait for its end.', [
      { type: 'WebhookEndpoint', id },
    ]);
  }
}
