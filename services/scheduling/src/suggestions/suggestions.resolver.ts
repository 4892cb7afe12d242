import {
  Arg,
  Authorized,
  Ctx,
  Field,
  FieldResolver,
  Int,
  Mutation,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import { DateTime, LocalDate, type Context } from '@maarad/shared/graphql';
import { ConflictRule } from '../conflicts/conflict-rule.js';
import { Session } from '../sessions/session.entity.js';
import { sessionById } from '../sessions/session.reference.js';
import { Venue } from '../venues/venue.entity.js';
import { fillProgramme } from './fill-programme.js';
import { ProgrammeFill } from './programme-fill.entity.js';
import type { ScoredSlot } from './score-slot.js';
import { SlotReason } from './slot-reason.js';
import { suggestSlots } from './suggest-slots.js';
import { FillProgrammeInput, SuggestSlotsInput } from './suggestions.inputs.js';

@ObjectType({ description: 'A rule that a slot breaks and that only warns.' })
export class SlotWarning {
  @Field(() => ConflictRule)
  rule!: ConflictRule;

  @Field(() => String)
  detail!: string;
}

@ObjectType({ description: 'A place in the programme where nothing stands in the way of a session.' })
export class SlotSuggestion {
  @Field(() => Venue)
  venue!: Venue;

  @Field(() => DateTime)
  startsAt!: Date;

  @Field(() => DateTime)
  endsAt!: Date;

  @Field(() => LocalDate)
  day!: LocalDate;

  @Field(() => Int, { description: 'The points of the reasons, less 25 for each warning.' })
  score!: number;

  @Field(() => [SlotReason])
  reasons!: SlotReason[];

  @Field(() => [SlotWarning])
  warnings!: SlotWarning[];
}

@Resolver(() => SlotSuggestion)
export class SuggestionsResolver {
  @Authorized('admin')
  @Query(() => [SlotSuggestion], {
    description:
      'The best free slots for a session to place or to move, with why: the best first, then the earliest. Of those that overlap in one venue, the best alone.',
  })
  suggestSlots(@Arg('input') input: SuggestSlotsInput, @Ctx() context: Context) {
    return suggestSlots(context, input);
  }

  @FieldResolver(() => LocalDate)
  day(@Root() { start }: ScoredSlot): LocalDate {
    return start.day;
  }
}

@Resolver(() => ProgrammeFill)
export class ProgrammeFillResolver {
  @Authorized('admin')
  @Mutation(() => ProgrammeFill, {
    description: 'Places sessions under the rules, in one transaction; the same seed places the same in the same way.',
  })
  fillProgramme(@Arg('input') input: FillProgrammeInput, @Ctx() context: Context) {
    return fillProgramme(context, input);
  }

  @FieldResolver(() => [Session], { description: 'Those that got a place, in the order of the input.' })
  placed(@Root() fill: ProgrammeFill, @Ctx() context: Context) {
    return sessionById(context).loadMany(fill.sessionIds);
  }
}
