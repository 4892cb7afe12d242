import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { page } from '@maarad/shared/database';
import { PageArgs, type Context } from '@maarad/shared/graphql';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { exhibitorById } from '../exhibitors/exhibitor.reference.js';
import { AwardCategory } from './award-category.entity.js';
import { interestsOfJuror, nomineesOfCategory, ownScores, categoryById } from './awards.loaders.js';
import {
  AppointJurorInput,
  AwardCategoryConnection,
  CreateAwardCategoryInput,
  DeclareConflictInput,
  JurorConnection,
  NominateInput,
  NomineeConnection,
  ScoreNomineeInput,
} from './awards.inputs.js';
import { factsOf } from './facts/nominee-facts.js';
import { requireJuryOrOrganiser } from './jury-seat.js';
import { Interest, Juror } from './jury.entity.js';
import { Nominee, NomineeFacts, Score } from './nominee.entity.js';
import { appointJuror, createAwardCategory, nominate } from './prepare-awards.js';
import { declareConflict, scoreNominee } from './score-nominee.js';

@Resolver(() => AwardCategory)
export class AwardCategoryResolver {
  @Query(() => AwardCategoryConnection, { description: 'What an edition grants awards for.' })
  awardCategories(@Arg('editionId', () => ID) editionId: string, @Args() args: PageArgs, @Ctx() { database }: Context) {
    const categories = database.getRepository(AwardCategory).createQueryBuilder('category');
    return page(categories.where('category.edition_id::text = :editionId', { editionId }), args, { by: ['id'] });
  }

  @Authorized('admin')
  @Mutation(() => AwardCategory)
  createAwardCategory(@Arg('input') input: CreateAwardCategoryInput, @Ctx() context: Context) {
    return createAwardCategory(context, input);
  }

  @FieldResolver(() => NomineeConnection, {
    description: 'Who is in the running. Only for the jury and the organiser.',
  })
  async nominees(@Root() { id, editionId }: AwardCategory, @Args() args: PageArgs, @Ctx() context: Context) {
    await requireJuryOrOrganiser(context, editionId);
    return nomineesOfCategory(context).load(id, args);
  }
}

@Resolver(() => Nominee)
export class NomineeResolver {
  @Authorized('admin')
  @Mutation(() => [Nominee], { description: 'Puts exhibitors that take part in the running, all or none.' })
  nominate(@Arg('input') input: NominateInput, @Ctx() context: Context) {
    return nominate(context, input);
  }

  @Mutation(() => Nominee, {
    description:
      'A juror gives points, or other points than before; FORBIDDEN where it has an interest, ILLEGAL_TRANSITION after the seal.',
  })
  scoreNominee(@Arg('input') input: ScoreNomineeInput, @Ctx() context: Context) {
    return scoreNominee(context, input);
  }

  @FieldResolver(() => AwardCategory)
  category(@Root() nominee: Nominee, @Ctx() context: Context) {
    return categoryById(context).load(nominee.categoryId);
  }

  @FieldResolver(() => Exhibitor)
  exhibitor(@Root() nominee: Nominee, @Ctx() context: Context) {
    return exhibitorById(context).load(nominee.exhibitorId);
  }

  @FieldResolver(() => NomineeFacts)
  facts(@Root() nominee: Nominee, @Ctx() context: Context) {
    return factsOf(context).load(nominee);
  }

  @FieldResolver(() => [Score], { description: "The asker's own; nobody sees another's." })
  ownScores(@Root() nominee: Nominee, @Ctx() context: Context) {
    return ownScores(context).load(nominee);
  }
}

@Resolver(() => Juror)
export class JurorResolver {
  @Authorized('admin')
  @Query(() => JurorConnection)
  jurors(@Arg('editionId', () => ID) editionId: string, @Args() args: PageArgs, @Ctx() { database }: Context) {
    const jurors = database.getRepository(Juror).createQueryBuilder('juror');
    return page(jurors.where('juror.edition_id::text = :editionId', { editionId }), args, { by: ['id'] });
  }

  @Authorized('admin')
  @Mutation(() => Juror)
  appointJuror(@Arg('input') input: AppointJurorInput, @Ctx() context: Context) {
    return appointJuror(context, input);
  }

  @Mutation(() => Juror, { description: 'A juror says that it has an interest in an exhibitor: it does not score it.' })
  declareConflict(@Arg('input') input: DeclareConflictInput, @Ctx() context: Context) {
    return declareConflict(context, input);
  }

  @FieldResolver(() => Exhibitor, { nullable: true, description: 'The exhibitor that it is of.' })
  exhibitor(@Root() juror: Juror, @Ctx() context: Context) {
    return juror.exhibitorId ? exhibitorById(context).load(juror.exhibitorId) : null;
  }

  @FieldResolver(() => [Interest], { description: 'The conflicts of interest that it declared.' })
  interests(@Root() juror: Juror, @Ctx() context: Context) {
    return interestsOfJuror(context).load(juror.id);
  }
}

@Resolver(() => Interest)
export class InterestResolver {
  @FieldResolver(() => Exhibitor)
  exhibitor(@Root() interest: Interest, @Ctx() context: Context) {
    return exhibitorById(context).load(interest.exhibitorId);
  }
}
