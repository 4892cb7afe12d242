import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { page } from '@maarad/shared/database';
import { Money, type Context } from '@maarad/shared/graphql';
import { Session } from '../sessions/session.entity.js';
import { createPerformer } from './create-performer.js';
import { Performer } from './performer.entity.js';
import { CreatePerformerInput, PerformerConnection, PerformersArgs, UpdatePerformerInput } from './performer.inputs.js';
import { performerById } from './performer.reference.js';
import { narrow } from './performers-query.js';
import { sessionsOfPerformer } from './sessions-of-performer.js';
import { updatePerformer } from './update-performer.js';

@Resolver(() => Performer)
export class PerformerResolver {
  @Query(() => Performer, { nullable: true })
  performer(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    return performerById(context).load(id);
  }

  @Query(() => PerformerConnection, { description: 'All performers, in the order in which they were entered.' })
  performers(@Args() { kinds, origins, ...args }: PerformersArgs, @Ctx() { database }: Context) {
    const query = database.getRepository(Performer).createQueryBuilder('performer');
    return page(narrow(query, { kinds, origins }), args, { by: ['id'] });
  }

  @Authorized('admin')
  @Mutation(() => Performer)
  createPerformer(@Arg('input') input: CreatePerformerInput, @Ctx() context: Context) {
    return createPerformer(context, input);
  }

  @Authorized('admin')
  @Mutation(() => Performer)
  updatePerformer(@Arg('input') input: UpdatePerformerInput, @Ctx() context: Context) {
    return updatePerformer(context, input);
  }

  @Authorized('admin')
  @FieldResolver(() => Money, { nullable: true, description: 'What was agreed. For the organiser.' })
  fee(@Root() performer: Performer): Money | null {
    return performer.agreedFee;
  }

  @FieldResolver(() => [Session], {
    description: 'The sessions that it is in, by their start. Without what is cancelled.',
  })
  sessions(@Root() performer: Performer, @Ctx() context: Context) {
    return sessionsOfPerformer(context).load(performer.id);
  }
}
