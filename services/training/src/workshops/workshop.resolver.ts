import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { page } from '@maarad/shared/database';
import { PageArgs, type Context } from '@maarad/shared/graphql';
import { EnrolmentConnection } from '../enrolments/enrolment.inputs.js';
import { enrolmentsOfWorkshop } from '../enrolments/enrolment.reference.js';
import { seatsLeft, waitlistLength } from '../enrolments/waitlist.js';
import { Edition } from '../external/edition.stub.js';
import { Session } from '../external/session.stub.js';
import { Venue } from '../external/venue.stub.js';
import { Trainer } from '../trainers/trainer.entity.js';
import { trainerById } from '../trainers/trainer.reference.js';
import { announceWorkshop } from './announce-workshop.js';
import { cancelWorkshop } from './cancel-workshop.js';
import { updateWorkshop } from './update-workshop.js';
import { requireLeads } from './who-leads.js';
import { Workshop } from './workshop.entity.js';
import {
  AnnounceWorkshopInput,
  CancelWorkshopInput,
  UpdateWorkshopInput,
  WorkshopConnection,
  WorkshopsArgs,
} from './workshop.inputs.js';
import { WorkshopMeeting } from './workshop-meeting.js';
import { workshopById } from './workshop.reference.js';
import { inOrderOfTime, workshopsQuery } from './workshops-query.js';

@Resolver(() => Workshop)
export class WorkshopResolver {
  @Query(() => Workshop, { nullable: true })
  workshop(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    return workshopById(context).load(id);
  }

  @Query(() => WorkshopConnection, { description: 'The first one first.' })
  workshops(@Args() { filter, ...args }: WorkshopsArgs, @Ctx() { database }: Context) {
    return page(workshopsQuery(database, filter ?? undefined), args, inOrderOfTime);
  }

  @Authorized('admin', 'trainer')
  @Mutation(() => Workshop, {
    description:
      'Asks the programme for its place: it is ANNOUNCED, and soon SCHEDULED with its session or REFUSED with what stands in the way. For the organiser, and for a trainer who is one of its trainers.',
  })
  announceWorkshop(@Arg('input') input: AnnounceWorkshopInput, @Ctx() context: Context) {
    return announceWorkshop(context, input);
  }

  @Authorized('admin', 'trainer')
  @Mutation(() => Workshop, {
    description: 'Other materials, or other words about what to bring along. For its trainers and the organiser.',
  })
  updateWorkshop(@Arg('input') input: UpdateWorkshopInput, @Ctx() context: Context) {
    return updateWorkshop(context, input);
  }

  @Authorized('admin', 'trainer')
  @Mutation(() => Workshop, { description: 'Its enrolments are cancelled with it, and its session soon after.' })
  cancelWorkshop(@Arg('input') input: CancelWorkshopInput, @Ctx() context: Context) {
    return cancelWorkshop(context, input);
  }

  @FieldResolver(() => Edition, { nullable: true })
  edition(@Root() { editionId }: Workshop): Edition {
    return { id: editionId };
  }

  @FieldResolver(() => Venue, { nullable: true, description: 'Where it is wanted; once it is scheduled, where it is.' })
  venue(@Root() { venueId }: Workshop): Venue {
    return { id: venueId };
  }

  @FieldResolver(() => Session, {
    nullable: true,
    description: 'Its place in the programme, once it has one; the first where it has several.',
  })
  session(@Root() { sessionId }: Workshop): Session | null {
    return sessionId === null ? null : { id: sessionId };
  }

  @FieldResolver(() => [Session], {
    nullable: true,
    description: 'Its places in the programme, the first one first: those that are booked already.',
  })
  sessions(@Root() { meetings }: Workshop): Session[] {
    return meetings.flatMap(({ sessionId }) => (sessionId === null ? [] : [{ id: sessionId }]));
  }

  @FieldResolver(() => [WorkshopMeeting], {
    description: 'Where and when it is wanted; once it is scheduled, where and when it is. The first one first.',
  })
  meetings(@Root() { meetings }: Workshop): WorkshopMeeting[] {
    return meetings.map(({ sessionId, venueId, startsAt, endsAt }) => ({
      ...{ startsAt, endsAt, venue: { id: venueId }, session: sessionId === null ? null : { id: sessionId } },
    }));
  }

  @FieldResolver(() => Int, {
    description:
      'Places that one can take now. While others wait there are none: a place that becomes free is offered to them.',
  })
  seatsLeft(@Root() workshop: Workshop, @Ctx() context: Context) {
    return seatsLeft(context, workshop);
  }

  @FieldResolver(() => Int, { description: 'How many people wait for a place.' })
  waitlistLength(@Root() workshop: Workshop, @Ctx() context: Context) {
    return waitlistLength(context, workshop);
  }

  @FieldResolver(() => [Trainer])
  trainers(@Root() { trainerIds }: Workshop, @Ctx() context: Context) {
    return trainerById(context).loadMany(trainerIds);
  }

  @FieldResolver(() => EnrolmentConnection, {
    nullable: true,
    description: 'Who comes, in the order in which they enrolled. Only for its trainers and the organiser.',
  })
  enrolments(@Root() workshop: Workshop, @Args() args: PageArgs, @Ctx() context: Context) {
    requireLeads(context.principal, workshop.trainerIds);
    return enrolmentsOfWorkshop(context).load(workshop.id, args);
  }
}
