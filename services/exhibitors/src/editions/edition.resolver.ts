import {
  Arg,
  Args,
  Authorized,
  Ctx,
  FieldResolver,
  ID,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { page } from '@maarad/shared/database';
import { connectionOf, PageArgs, type Context } from '@maarad/shared/graphql';
import { ExhibitorConnection, ExhibitorsArgs } from '../exhibitors/exhibitor.inputs.js';
import { Hall } from '../halls/hall.entity.js';
import { hallsOfEdition } from '../halls/hall.loaders.js';
import { exhibitorsPage } from '../search/exhibitors-page.js';
import { createEdition } from './create-edition.js';
import { currentEdition } from './current-edition.js';
import { Edition } from './edition.entity.js';
import { CreateEditionInput } from './edition.inputs.js';
import { editionById } from './edition.reference.js';

@ObjectType()
export class EditionConnection extends connectionOf('Edition', () => Edition) {}

@Resolver(() => Edition)
export class EditionResolver {
  @Query(() => Edition, {
    nullable: true,
    description: 'The edition that runs now, else the next one, else the last one.',
  })
  currentEdition(@Ctx() { database, clock }: Context) {
    return currentEdition(database, clock.now());
  }

  @Query(() => Edition, { nullable: true })
  edition(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    return editionById(context).load(id);
  }

  @Query(() => EditionConnection, { description: 'All editions, the newest first.' })
  editions(@Args() args: PageArgs, @Ctx() { database }: Context) {
    return page(database.getRepository(Edition).createQueryBuilder('edition'), args, {
      by: ['number'],
      direction: 'DESC',
    });
  }

  @Authorized('admin')
  @Mutation(() => Edition)
  createEdition(@Arg('input') input: CreateEditionInput, @Ctx() context: Context) {
    return createEdition(context, input);
  }

  @FieldResolver(() => [Hall])
  halls(@Root() edition: Edition, @Ctx() context: Context) {
    return hallsOfEdition(context).load(edition.id);
  }

  @FieldResolver(() => ExhibitorConnection, { description: 'Those who take part: approved, confirmed or checked in.' })
  exhibitors(@Root() edition: Edition, @Args() args: ExhibitorsArgs, @Ctx() context: Context) {
    return exhibitorsPage(context, args, edition.id);
  }
}
