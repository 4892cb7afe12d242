import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '@maarad/shared/graphql';
import { Edition } from '../external/edition.stub.js';
import { Session } from '../sessions/session.entity.js';
import { conflictsOfEdition, ScheduleConflict } from './present-conflicts.js';
import { ProgrammeRules } from './programme-rules.entity.js';
import { RuleOverride } from './rule-override.entity.js';
import { overrideRules } from './override-rules.js';
import {
  OverrideRulesInput,
  SetConflictRuleInput,
  SetOpeningHoursInput,
  SetQuietPeriodsInput,
  SetWalkingTimeInput,
} from './rules.inputs.js';
import { overridesOfSession, rulesOfEdition } from './rules.loaders.js';
import { setConflictRule, setOpeningHours, setQuietPeriods, setWalkingTime } from './set-rules.js';

@Resolver(() => Edition)
export class ConflictsResolver {
  @Authorized('admin')
  @Mutation(() => ProgrammeRules, {
    description:
      'BAD_USER_INPUT for a rule that the database keeps. What breaks the rule already stays, and is listed.',
  })
  setConflictRule(@Arg('input') input: SetConflictRuleInput, @Ctx() context: Context) {
    return setConflictRule(context, input);
  }

  @Authorized('admin')
  @Mutation(() => ProgrammeRules)
  setOpeningHours(@Arg('input') input: SetOpeningHoursInput, @Ctx() context: Context) {
    return setOpeningHours(context, input);
  }

  @Authorized('admin')
  @Mutation(() => ProgrammeRules)
  setQuietPeriods(@Arg('input') input: SetQuietPeriodsInput, @Ctx() context: Context) {
    return setQuietPeriods(context, input);
  }

  @Authorized('admin')
  @Mutation(() => ProgrammeRules)
  setWalkingTime(@Arg('input') input: SetWalkingTimeInput, @Ctx() context: Context) {
    return setWalkingTime(context, input);
  }

  @FieldResolver(() => ProgrammeRules, { nullable: true })
  programmeRules(@Root() edition: Edition, @Ctx() context: Context) {
    return rulesOfEdition(context).load(edition.id);
  }

  @Authorized('admin')
  @FieldResolver(() => [ScheduleConflict], {
    nullable: true,
    description: "The rules that the programme breaks as it stands, by the session's start. For the organiser.",
  })
  conflicts(@Root() edition: Edition, @Ctx() context: Context) {
    return conflictsOfEdition(context).load(edition.id);
  }
}

@Resolver(() => Session)
export class SessionOverridesResolver {
  @Authorized('admin')
  @Mutation(() => Session, {
    description:
      'Lets a session stay where it is though rules block it by now: a jury sitting, quiet period or change that came after it. Kept with the reason, and holds for what stands in the way now.',
  })
  overrideRules(@Arg('input') input: OverrideRulesInput, @Ctx() context: Context) {
    return overrideRules(context, input);
  }

  @Authorized('admin')
  @FieldResolver(() => [RuleOverride], {
    nullable: true,
    description: 'Which rules the organiser lifted for it, when and why. For the organiser.',
  })
  overrides(@Root() session: Session, @Ctx() context: Context) {
    return overridesOfSession(context).load(session.id);
  }
}
