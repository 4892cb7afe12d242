import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { page } from '@maarad/shared/database';
import type { Context } from '@maarad/shared/graphql';
import { Edition } from '../external/edition.stub.js';
import { Exhibitor } from '../external/exhibitor.stub.js';
import { Workshop } from '../external/workshop.stub.js';
import { Performer } from '../performers/performer.entity.js';
import { performerById } from '../performers/performer.reference.js';
import { Venue } from '../venues/venue.entity.js';
import { venueById } from '../venues/venue.reference.js';
import { cancelSession } from './cancel-session.js';
import { moveSession } from './move-session.js';
import { scheduleSession } from './schedule-session.js';
import { Session } from './session.entity.js';
import {
  CancelSessionInput,
  MoveSessionInput,
  ScheduleSessionInput,
  SessionConnection,
  SessionsArgs,
  UpdateSessionInput,
} from './session.inputs.js';
import { sessionById } from './session.reference.js';
import { byStart, narrow } from './sessions-query.js';
import { updateSession } from './update-session.js';

@Resolver(() => Session)
export class SessionResolver {
  @Query(() => Session, { nullable: true })
  session(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    return sessionById(context).load(id);
  }

  @Query(() => SessionConnection, { description: 'The sessions of all editions by their start, cancelled ones too.' })
  sessions(@Args() { filter, ...args }: SessionsArgs, @Ctx() { database }: Context) {
    return page(narrow(database.getRepository(Session).createQueryBuilder('session'), filter), args, byStart);
  }

  @Authorized('admin')
  @Mutation(() => Session, {
    description:
      'CONFLICT names the `rule` and what stands in the way: sessions, and as `resource` the venue, performer or exhibitor that is in them; or a quiet period, the opening hours.',
  })
  scheduleSession(@Arg('input') input: ScheduleSessionInput, @Ctx() context: Context) {
    return scheduleSession(context, input);
  }

  @Authorized('admin')
  @Mutation(() => Session, { description: 'Another time or venue, under the rules of scheduleSession.' })
  moveSession(@Arg('input') input: MoveSessionInput, @Ctx() context: Context) {
    return moveSession(context, input);
  }

  @Authorized('admin')
  @Mutation(() => Session, {
    description:
      'Another cast or other words, under the rules of scheduleSession. BAD_USER_INPUT for the words of a workshop: they are its own.',
  })
  updateSession(@Arg('input') input: UpdateSessionInput, @Ctx() context: Context) {
    return updateSession(context, input);
  }

  @Authorized('admin')
  @Mutation(() => Session, { description: 'For good: its venue and all who were in it are free at that time.' })
  cancelSession(@Arg('input') input: CancelSessionInput, @Ctx() context: Context) {
    return cancelSession(context, input);
  }

  @FieldResolver(() => Edition, { nullable: true })
  edition(@Root() session: Session): Edition {
    return { id: session.editionId };
  }

  @FieldResolver(() => Venue)
  venue(@Root() session: Session, @Ctx() context: Context) {
    return venueById(context).load(session.venueId);
  }

  @FieldResolver(() => [Performer])
  performers(@Root() session: Session, @Ctx() context: Context) {
    return performerById(context).loadMany(session.performerIds);
  }

  @FieldResolver(() => [Exhibitor], { nullable: 'items', description: 'Those who appear in it.' })
  exhibitors(@Root() session: Session): Exhibitor[] {
    return session.exhibitorIds.map((id) => ({ id }));
  }

  @FieldResolver(() => Workshop, { nullable: true, description: 'The workshop that is held in it.' })
  workshop(@Root() session: Session): Workshop | null {
    return session.workshopId ? { id: session.workshopId } : null;
  }
}
