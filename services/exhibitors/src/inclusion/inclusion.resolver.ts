import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  ID,
  InputType,
  Int,
  Mutation,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { Context } from '@maarad/shared/graphql';
import { Edition } from '../editions/edition.entity.js';
import { editionById } from '../editions/edition.reference.js';
import { inclusionOfEdition } from './inclusion.loaders.js';
import { InclusionSummary, Territory } from './inclusion-summary.js';
import { InclusionRebuild, rebuildInclusion } from './rebuild-inclusion.js';
import { resultsOfTerritory } from './territory.loaders.js';
import { territoriesOf } from './territory.reference.js';

@InputType()
class RebuildInclusionInput {
  @Field(() => ID)
  editionId!: string;
}

@Resolver(() => Edition)
export class EditionInclusionResolver {
  @FieldResolver(() => InclusionSummary, { description: 'Women, youth and regions in this edition, in figures.' })
  inclusion(@Root() edition: Edition, @Ctx() context: Context) {
    return inclusionOfEdition(context).load(edition.id);
  }

  @FieldResolver(() => [Territory], {
    description: 'All twelve regions of Morocco, those from which nobody comes too.',
  })
  territories(@Root() edition: Edition, @Ctx() context: Context) {
    return territoriesOf(context, edition.id);
  }
}

@Resolver(() => Territory)
export class TerritoryResolver {
  @Query(() => [Territory], {
    description:
      'All twelve regions of Morocco as they take part in an edition; none for an edition that there is not.',
  })
  async territories(@Arg('editionId', () => ID) editionId: string, @Ctx() context: Context) {
    return (await editionById(context).load(editionId)) ? territoriesOf(context, editionId) : [];
  }

  @FieldResolver(() => Edition)
  edition(@Root() { editionId }: Territory, @Ctx() context: Context) {
    return editionById(context).load(editionId);
  }

  @FieldResolver(() => Int, { description: 'Awards that were published.' })
  async awards(@Root() territory: Territory, @Ctx() context: Context) {
    return (await resultsOfTerritory(context).load(territory)).awards;
  }

  @FieldResolver(() => Int, { description: 'Stands that were assigned; a shared one counts for each region.' })
  async stands(@Root() territory: Territory, @Ctx() context: Context) {
    return (await resultsOfTerritory(context).load(territory)).stands;
  }

  @FieldResolver(() => Int, {
    description:
      'Partnerships that were agreed in the edition with somebody from there on a side, those that have ended since too.',
  })
  async partnerships(@Root() territory: Territory, @Ctx() context: Context) {
    return (await resultsOfTerritory(context).load(territory)).partnerships;
  }
}

@Resolver(() => InclusionRebuild)
export class InclusionRebuildResolver {
  @Authorized('admin')
  @Mutation(() => InclusionRebuild, {
    description: "Empties what an edition's inclusion is counted from and fills it again from the registrations.",
  })
  rebuildInclusion(@Arg('input') input: RebuildInclusionInput, @Ctx() context: Context) {
    return rebuildInclusion(context, input);
  }

  @FieldResolver(() => Edition)
  edition(@Root() { editionId }: InclusionRebuild, @Ctx() context: Context) {
    return editionById(context).load(editionId);
  }
}
