import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { page } from '@maarad/shared/database';
import { PageArgs, type Context } from '@maarad/shared/graphql';
import { Workshop } from '../workshops/workshop.entity.js';
import { workshopsOfTrainer } from '../workshops/workshop.reference.js';
import { createTrainer } from './create-trainer.js';
import { Trainer } from './trainer.entity.js';
import { CreateTrainerInput, TrainerConnection } from './trainer.inputs.js';
import { trainerById } from './trainer.reference.js';

@Resolver(() => Trainer)
export class TrainerResolver {
  @Query(() => Trainer, { nullable: true })
  trainer(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    return trainerById(context).load(id);
  }

  @Query(() => TrainerConnection, { description: 'In the order in which they were entered.' })
  trainers(@Args() args: PageArgs, @Ctx() { database }: Context) {
    return page(database.getRepository(Trainer).createQueryBuilder('trainer'), args, { by: ['id'] });
  }

  @Authorized('admin')
  @Mutation(() => Trainer)
  createTrainer(@Arg('input') input: CreateTrainerInput, @Ctx() context: Context) {
    return createTrainer(context, input);
  }

  @FieldResolver(() => [Workshop], { description: 'The first one first, whatever became of them.' })
  workshops(@Root() trainer: Trainer, @Ctx() context: Context) {
    return workshopsOfTrainer(context).load(trainer.id);
  }
}
