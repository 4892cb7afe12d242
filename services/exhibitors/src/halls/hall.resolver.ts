import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { DateTime, type Context } from '@maarad/shared/graphql';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { exhibitorById } from '../exhibitors/exhibitor.reference.js';
import { assignStand } from './assign-stand.js';
import { createHall } from './create-hall.js';
import { Hall } from './hall.entity.js';
import { AssignStandInput, CreateHallInput, HoldStandInput, ReleaseStandInput } from './hall.inputs.js';
import { hallById, holdingsOfStand, standById, standsOfHall } from './hall.loaders.js';
import { holdStand } from './hold-stand.js';
import { releaseStand } from './release-stand.js';
import { StandHolding } from './stand-holding.entity.js';
import { StandSlice } from './stand-slices.js';
import { freeSlices, heldUntil, slicesOfEdition, statusOf } from './stand-status.js';
import { Stand, StandStatus } from './stand.entity.js';

@Resolver(() => Hall)
export class HallResolver {
  @Authorized('admin')
  @Mutation(() => Hall, { description: 'Opens a hall of an edition with all its stands.' })
  createHall(@Arg('input') input: CreateHallInput, @Ctx() context: Context) {
    return createHall(context, input);
  }

  @FieldResolver(() => [Stand], { description: 'All its stands, or those of one status, by their codes.' })
  async stands(
    @Root() hall: Hall,
    @Ctx() context: Context,
    @Arg('status', () => StandStatus, { nullable: true }) status?: StandStatus,
  ) {
    const stands = await standsOfHall(context).load(hall.id);
    const statuses = await Promise.all(stands.map((stand) => statusOf(stand, context)));
    return stands.filter((_, index) => status === undefined || statuses[index] === status);
  }
}

@Resolver(() => Stand)
export class StandResolver {
  @Query(() => Stand, { nullable: true })
  stand(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    return standById(context).load(id);
  }

  @Authorized('admin')
  @Mutation(() => Stand, {
    description:
      'Gives a stand to a registration that takes part. CONFLICT names the holder and the half-day that is taken.',
  })
  assignStand(@Arg('input') input: AssignStandInput, @Ctx() context: Context) {
    return assignStand(context, input);
  }

  @Authorized('admin')
  @Mutation(() => Stand, {
    description:
      'Keeps a stand for a registration that takes part until a deadline. Confirming makes it an assignment; past the deadline it is free, and the next of the waitlist is offered it.',
  })
  holdStand(@Arg('input') input: HoldStandInput, @Ctx() context: Context) {
    return holdStand(context, input);
  }

  @Authorized('admin')
  @Mutation(() => Stand, {
    description:
      'Takes a stand back, from all who share it or from one. What is freed is offered to the first of the waitlist, unless it is to be kept free.',
  })
  releaseStand(@Arg('input') input: ReleaseStandInput, @Ctx() context: Context) {
    return releaseStand(context, input);
  }

  @FieldResolver(() => Hall)
  hall(@Root() stand: Stand, @Ctx() context: Context) {
    return hallById(context).load(stand.hallId);
  }

  @FieldResolver(() => StandStatus)
  status(@Root() stand: Stand, @Ctx() context: Context) {
    return statusOf(stand, context);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'When the first of the holds on it runs out, unless confirmed; null where nothing is only held.',
  })
  heldUntil(@Root() stand: Stand, @Ctx() context: Context) {
    return heldUntil(stand, context);
  }

  @FieldResolver(() => Exhibitor, {
    nullable: true,
    description: 'Who has it or for whom it is held; of several who share it, the first in time.',
  })
  async occupant(@Root() stand: Stand, @Ctx() context: Context) {
    const [first] = await holdingsOfStand(context).load(stand.id);
    return first ? exhibitorById(context).load(first.exhibitorId) : null;
  }

  @FieldResolver(() => [StandHolding], {
    description: 'All who have it or for whom it is held, each with its half-days.',
  })
  occupants(@Root() stand: Stand, @Ctx() context: Context) {
    return holdingsOfStand(context).load(stand.id);
  }

  @FieldResolver(() => [StandSlice], { description: 'The half-days of the edition for which nobody has it.' })
  freeSlices(@Root() stand: Stand, @Ctx() context: Context) {
    return freeSlices(stand, context);
  }
}

@Resolver(() => StandHolding)
export class StandHoldingResolver {
  @FieldResolver(() => Exhibitor)
  exhibitor(@Root() holding: StandHolding, @Ctx() context: Context) {
    return exhibitorById(context).load(holding.exhibitorId);
  }

  @FieldResolver(() => Stand)
  stand(@Root() holding: StandHolding, @Ctx() context: Context) {
    return standById(context).load(holding.standId);
  }

  @FieldResolver(() => [StandSlice], { description: 'All half-days of the edition, or those that it has.' })
  slices(@Root() holding: StandHolding, @Ctx() context: Context) {
    return holding.slices ?? slicesOfEdition(holding.editionId, context);
  }
}
