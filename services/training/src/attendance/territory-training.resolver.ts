import { Ctx, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '@maarad/shared/graphql';
import { Territory } from '../external/territory.stub.js';
import { completedByTerritory } from './completed-by-territory.js';

@Resolver(() => Territory)
export class TerritoryTrainingResolver {
  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'Places in workshops of the edition that people from there have completed, by the rule of each workshop. Null: not shown, because these are fewer than five people.',
  })
  trainingCompleted(@Root() territory: Territory, @Ctx() context: Context) {
    return completedByTerritory(context).load(territory);
  }
}
