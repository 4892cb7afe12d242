import { In } from 'typeorm';
import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { defineLoader, type Context } from '@maarad/shared/graphql';
import { Performer } from '../performers/performer.entity.js';
import { Venue } from '../venues/venue.entity.js';
import { Availability } from './availability.entity.js';
import { AvailabilityWindow, SetPerformerAvailabilityInput, SetVenueAvailabilityInput } from './availability.inputs.js';
import { setPerformerAvailability, setVenueAvailability } from './set-availability.js';

const windowsOf = defineLoader(async (ids: readonly string[], { database }) => {
  const rows = await database.getRepository(Availability).findBy({ resourceId: In([...ids]) });
  return ids.map((id) => rows.find(({ resourceId }) => resourceId === id)?.windows ?? []);
});

@Resolver(() => Performer)
export class PerformerAvailabilityResolver {
  @Authorized('admin')
  @Mutation(() => Performer, {
    description: 'When a performer can be had. What is scheduled outside that stays, and is listed as a conflict.',
  })
  setPerformerAvailability(@Arg('input') input: SetPerformerAvailabilityInput, @Ctx() context: Context) {
    return setPerformerAvailability(context, input);
  }

  @Authorized('admin')
  @FieldResolver(() => [AvailabilityWindow], {
    nullable: true,
    description: 'When it can be had, by the start; empty: always. For the organiser.',
  })
  availability(@Root() { id }: Performer, @Ctx() context: Context) {
    return windowsOf(context).load(id);
  }
}

@Resolver(() => Venue)
export class VenueAvailabilityResolver {
  @Authorized('admin')
  @Mutation(() => Venue, {
    description: 'When a venue can be had. What is scheduled outside that stays, and is listed as a conflict.',
  })
  setVenueAvailability(@Arg('input') input: SetVenueAvailabilityInput, @Ctx() context: Context) {
    return setVenueAvailability(context, input);
  }

  @FieldResolver(() => [AvailabilityWindow], { description: 'When it can be had, by the start; empty: always.' })
  availability(@Root() { id }: Venue, @Ctx() context: Context) {
    return windowsOf(context).load(id);
  }
}
