import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { entityLoader, LocalizedText, type Context } from '@maarad/shared/graphql';
import { Edition } from '../editions/edition.entity.js';
import { editionById } from '../editions/edition.reference.js';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { exhibitorById } from '../exhibitors/exhibitor.reference.js';
import { Award } from './award.entity.js';
import { awardsOfEdition, awardsOfExhibitor, categoryById } from './awards.loaders.js';
import { PublishAwardsInput, SealAwardsInput } from './awards.inputs.js';
import { Judging } from './judging.entity.js';
import { publishAwards } from './publish-awards.js';
import { sealAwards } from './seal-awards.js';

const judgingById = entityLoader(Judging);

@Resolver(() => Award)
export class AwardResolver {
  @Authorized('admin')
  @Mutation(() => Judging, {
    description:
      'Ends the scoring. The result is worked out and shown to nobody before it is published. CONFLICT names the missing scores.',
  })
  sealAwards(@Arg('input') input: SealAwardsInput, @Ctx() context: Context) {
    return sealAwards(context, input);
  }

  @Authorized('admin')
  @Mutation(() => [Award], { description: 'The ceremony: from now on everyone sees the awards.' })
  publishAwards(@Arg('input') input: PublishAwardsInput, @Ctx() context: Context) {
    return publishAwards(context, input);
  }

  @FieldResolver(() => Edition)
  edition(@Root() award: Award, @Ctx() context: Context) {
    return editionById(context).load(award.editionId);
  }

  @FieldResolver(() => LocalizedText, { description: "The category's name." })
  async category(@Root() award: Award, @Ctx() context: Context) {
    return (await categoryById(context).load(award.categoryId))?.name;
  }

  @FieldResolver(() => Exhibitor)
  laureate(@Root() award: Award, @Ctx() context: Context) {
    return exhibitorById(context).load(award.exhibitorId);
  }
}

@Resolver(() => Edition)
export class EditionAwardsResolver {
  @FieldResolver(() => [Award], { description: 'By category and rank; none before they are published.' })
  awards(@Root() edition: Edition, @Ctx() context: Context) {
    return awardsOfEdition(context).load(edition.id);
  }

  @FieldResolver(() => Judging, { nullable: true, description: 'Null while it has neither category nor jury.' })
  judging(@Root() edition: Edition, @Ctx() context: Context) {
    return judgingById(context).load(edition.id);
  }
}

@Resolver(() => Exhibitor)
export class ExhibitorAwardsResolver {
  @FieldResolver(() => [Award], { description: 'Of all editions, the latest first.' })
  awards(@Root() exhibitor: Exhibitor, @Ctx() context: Context) {
    return awardsOfExhibitor(context).load(exhibitor.id);
  }
}
