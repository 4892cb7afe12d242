import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '@maarad/shared/graphql';
import { FeedEntry } from '../../feed/feed-entry.entity.js';
import { WebhookEndpoint } from '../endpoints/webhook-endpoint.entity.js';
import { ReplayEventsInput } from '../endpoints/webhook-endpoint.inputs.js';
import { Delivery, DeliveryAttempt } from './delivery.entity.js';
import { RedeliverInput } from './delivery.inputs.js';
import { attemptsOf, shownEventOf } from './delivery.loaders.js';
import { redeliver } from './redeliver.js';
import { replayEvents } from './replay-events.js';

@Resolver(() => Delivery)
export class DeliveryResolver {
  @Authorized('admin', 'partner')
  @Mutation(() => Delivery, {
    description:
      'Sends one delivery again, at once and with all attempts before it; the same event, with the same id. It waits where its endpoint is disabled.',
  })
  redeliver(@Arg('input') input: RedeliverInput, @Ctx() context: Context) {
    return redeliver(context, input);
  }

  @Authorized('admin', 'partner')
  @Mutation(() => WebhookEndpoint, {
    description:
      'Sends again what fits the endpoint in a part of the feed, before what is new. CONFLICT while another part is being sent again.',
  })
  replayEvents(@Arg('input') input: ReplayEventsInput, @Ctx() context: Context) {
    return replayEvents(context, input);
  }

  @FieldResolver(() => FeedEntry, {
    description: 'The event that is sent; without its data where the partner may no longer see it.',
  })
  event(@Root() delivery: Delivery, @Ctx() context: Context) {
    return shownEventOf(context, delivery);
  }

  @FieldResolver(() => [DeliveryAttempt], { description: 'Every request with its answer, the first one first.' })
  attempts(@Root() { id }: Delivery, @Ctx() context: Context) {
    return attemptsOf(context).load(id);
  }
}
