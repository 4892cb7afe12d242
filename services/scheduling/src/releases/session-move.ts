import { Ctx, Field, FieldResolver, ObjectType, Resolver, Root } from 'type-graphql';
import { DateTime, type Context } from '@maarad/shared/graphql';
import { Session } from '../sessions/session.entity.js';
import { Venue } from '../venues/venue.entity.js';
import { venueById } from '../venues/venue.reference.js';

@ObjectType({ description: 'Where and when a session is held, as a release says.' })
export class SessionPlace {
  venueId!: string;

  @Field(() => DateTime)
  startsAt!: string;

  @Field(() => DateTime)
  endsAt!: string;
}

@ObjectType({ description: 'A session that a release gave another time or venue.' })
export class SessionMove {
  @Field(() => Session)
  session!: Session;

  @Field(() => SessionPlace, { description: 'Where the last release before said that it is.' })
  from!: SessionPlace;

  @Field(() => SessionPlace, { description: 'Where this release says that it is; it may have moved on since.' })
  to!: SessionPlace;
}

@Resolver(() => SessionPlace)
export class SessionPlaceResolver {
  @FieldResolver(() => Venue)
  venue(@Root() { venueId }: SessionPlace, @Ctx() context: Context) {
    return venueById(context).load(venueId);
  }
}
