import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '@maarad/shared/graphql';
import { createPerformer } from './create-performer.js';
import { Performer } from './performer.entity.js';
import { CreatePerformerInput } from './performer.inputs.js';

@Resolver(() => Performer)
export class PerformerResolver {
  @Authorized('admin')
  @Mutation(() => Performer)
  createPerformer(@Arg('input') input: CreatePerformerInput, @Ctx() context: Context) {
    return createPerformer(context, input);
  }
}
