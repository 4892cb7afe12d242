import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { Json, type Context } from '@maarad/shared/graphql';
import { Edition } from '../external/edition.stub.js';
import { FeedEntry } from './feed-entry.entity.js';
import { feedPage } from './feed-page.js';
import { EventConnection, EventsArgs } from './feed.inputs.js';

@Resolver(() => FeedEntry)
export class FeedResolver {
  @Query(() => EventConnection, {
    description:
      'Every event of the fair that the caller may see, once, in the order in which it came to the feed; FORBIDDEN names types that it never sees. A cursor is good on every channel: here, as `Last-Event-ID` of `GET /events`, and for subscriptions.',
  })
  events(@Args() args: EventsArgs, @Ctx() context: Context) {
    return feedPage(context, args);
  }

  @FieldResolver(() => Edition, { nullable: true, description: 'The edition in which it happened.' })
  edition(@Root() { edition }: FeedEntry): Edition | null {
    return edition === null ? null : { id: edition };
  }

  @FieldResolver(() => Json, { description: 'What happened, in the form that `eventTypes` describes.' })
  data(@Root() { event }: FeedEntry): unknown {
    return (JSON.parse(event) as { data: unknown }).data;
  }
}
