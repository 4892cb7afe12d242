import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { pagesByParent } from '@maarad/shared/database';
import { defineLoaderWithArgs, PageArgs, type Context, type Page } from '@maarad/shared/graphql';
import { Edition } from '../../editions/edition.entity.js';
import { editionById } from '../../editions/edition.reference.js';
import { Performer } from '../../external/performer.stub.js';
import { Trainer } from '../../external/trainer.stub.js';
import { Judging } from '../judging.entity.js';
import { requireJuryOrOrganiser } from '../jury-seat.js';
import { Juror } from '../jury.entity.js';
import { JurySitting, JurySittingConnection } from './jury-sitting.entity.js';
import { cancelJurySitting, moveJurySitting, scheduleJurySitting } from './schedule-sitting.js';
import { CancelJurySittingInput, MoveJurySittingInput, ScheduleJurySittingInput } from './sitting.inputs.js';

const sittingsOfEdition = defineLoaderWithArgs<Pick<PageArgs, 'first' | 'after'>, Page<JurySitting>>(
  (parentIds, args, { database }) =>
    pagesByParent(database.manager, JurySitting, {
      parent: 'editionId',
      parentIds,
      args,
      order: { by: ['startsAt', 'id'] },
    }),
);

@Resolver(() => JurySitting)
export class JurySittingResolver {
  @Authorized('admin')
  @Mutation(() => JurySitting, {
    description:
      'When the jury sits. CONFLICT names the sitting that it is in at that time. What its people are in then already is listed in Edition.conflicts.',
  })
  scheduleJurySitting(@Arg('input') input: ScheduleJurySittingInput, @Ctx() context: Context) {
    return scheduleJurySitting(context, input);
  }

  @Authorized('admin')
  @Mutation(() => JurySitting)
  moveJurySitting(@Arg('input') input: MoveJurySittingInput, @Ctx() context: Context) {
    return moveJurySitting(context, input);
  }

  @Authorized('admin')
  @Mutation(() => JurySitting)
  cancelJurySitting(@Arg('input') input: CancelJurySittingInput, @Ctx() context: Context) {
    return cancelJurySitting(context, input);
  }

  @FieldResolver(() => Edition)
  edition(@Root() { editionId }: JurySitting, @Ctx() context: Context) {
    return editionById(context).load(editionId);
  }
}

@Resolver(() => Judging)
export class SittingsOfJudgingResolver {
  @FieldResolver(() => JurySittingConnection, {
    nullable: true,
    description: 'When the jury sits, by the start, cancelled ones too. Only for the jury and the organiser.',
  })
  async sittings(@Root() { id }: Judging, @Args() { first, after }: PageArgs, @Ctx() context: Context) {
    await requireJuryOrOrganiser(context, id);
    return sittingsOfEdition(context).load(id, { first, after });
  }
}

@Resolver(() => Juror)
export class PeopleOfJurorResolver {
  @FieldResolver(() => Trainer, { nullable: true, description: 'The trainer that it is.' })
  trainer(@Root() { trainerId }: Juror): Trainer | null {
    return trainerId ? { id: trainerId } : null;
  }

  @FieldResolver(() => Performer, { nullable: true, description: 'The performer that it is of.' })
  performer(@Root() { performerId }: Juror): Performer | null {
    return performerId ? { id: performerId } : null;
  }
}
