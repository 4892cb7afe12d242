import { Arg, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { LocalDate, type Context } from '@maarad/shared/graphql';
import { Session } from '../sessions/session.entity.js';
import { createVenue } from './create-venue.js';
import { sessionsOfVenue } from './sessions-of-venue.js';
import { updateVenue } from './update-venue.js';
import { Venue } from './venue.entity.js';
import { CreateVenueInput, UpdateVenueInput } from './venue.inputs.js';

@Resolver(() => Venue)
export class VenueResolver {
  @Query(() => [Venue], { description: 'All venues, in the order in which they were opened.' })
  venues(@Ctx() { database }: Context) {
    return database.getRepository(Venue).find({ order: { id: 'ASC' } });
  }

  @Authorized('admin')
  @Mutation(() => Venue)
  createVenue(@Arg('input') input: CreateVenueInput, @Ctx() context: Context) {
    return createVenue(context, input);
  }

  @Authorized('admin')
  @Mutation(() => Venue)
  updateVenue(@Arg('input') input: UpdateVenueInput, @Ctx() context: Context) {
    return updateVenue(context, input);
  }

  @FieldResolver(() => [Session], {
    description:
      'What takes place there, by its start; with a day, what starts on that day. Without what is cancelled.',
  })
  sessions(
    @Root() venue: Venue,
    @Ctx() context: Context,
    @Arg('day', () => LocalDate, { nullable: true }) day?: LocalDate,
  ) {
    return sessionsOfVenue(context).load(venue.id, { day });
  }
}
