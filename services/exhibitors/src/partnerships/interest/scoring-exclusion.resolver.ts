import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { Context } from '@maarad/shared/graphql';
import { Nominee } from '../../awards/nominee.entity.js';
import { ownExclusion, ScoringExclusion } from './scoring-exclusion.js';

@Resolver(() => Nominee)
export class NomineeExclusionResolver {
  @FieldResolver(() => ScoringExclusion, {
    nullable: true,
    description: 'Why the asker does not score it; null where it may, and for those who are not of the jury.',
  })
  ownExclusion(@Root() nominee: Nominee, @Ctx() context: Context) {
    return ownExclusion(context).load(nominee);
  }
}
