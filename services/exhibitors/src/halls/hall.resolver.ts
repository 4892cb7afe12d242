import { Arg, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '@maarad/shared/graphql';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { exhibitorById } from '../exhibitors/exhibitor.reference.js';
import { assignStand } from './assign-stand.js';
import { createHall } from './create-hall.js';
import { Hall } from './hall.entity.js';
import { AssignStandInput, CreateHallInput, ReleaseStandInput } from './hall.inputs.js';
import { hallById, holdingOfStand, standById, standsOfHall } from './hall.loaders.js';
import { releaseStand } from './release-stand.js';
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

async function statusOf(stand: Stand, context: Context): Promise<StandStatus> {
  return (await holdingOfStand(context).load(stand.id)) ? StandStatus.ASSIGNED : StandStatus.FREE;
}

@Resolver(() => Stand)
export class StandResolver {
  @Query(() => Stand, { nullable: true })
  stand(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    return standById(context).load(id);
  }

  @Authorized('admin')
  @Mutation(() => Stand, {
    description: 'Gives a stand to a registration that takes part. CONFLICT names the holder of a stand that is taken.',
  })
  assignStand(@Arg('input') input: AssignStandInput, @Ctx() context: Context) {
    return assignStand(context, input);
  }

  @Authorized('admin')
  @Mutation(() => Stand)
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

  @FieldResolver(() => Exhibitor, { nullable: true, description: 'Who holds it.' })
  async occupant(@Root() stand: Stand, @Ctx() context: Context) {
    const holding = await holdingOfStand(context).load(stand.id);
    return holding && exhibitorById(context).load(holding.exhibitorId);
  }
}
