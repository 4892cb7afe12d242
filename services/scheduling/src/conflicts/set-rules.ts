import { useCase, type Work } from '@maarad/shared/database';
import { BadUserInput } from '@maarad/shared/errors';
import { textsOf } from '@maarad/shared/graphql';
import { requireEdition } from '@maarad/shared/projections';
import { newId } from '@maarad/shared/runtime';
import { isWeighed } from './conflict-rule.js';
import { ProgrammeRules, type QuietPeriod } from './programme-rules.entity.js';
import type {
  SetConflictRuleInput,
  SetOpeningHoursInput,
  SetQuietPeriodsInput,
  SetWalkingTimeInput,
} from './rules.inputs.js';

/** @throws BadUserInput for a rule that the database keeps. */
export const setConflictRule = useCase(async (work, { editionId, rule, severity }: SetConflictRuleInput) => {
  if (!isWeighed(rule)) {
    throw new BadUserInput([{ path: 'rule', rule: 'must be one that can be weighed: the database keeps this one' }]);
  }
  const rules = await rulesToChange(work, editionId);
  rules.severities = { ...rules.severities, [rule]: severity };
  return work.save(rules);
});

/** What is scheduled outside the new hours stays, and is listed as a conflict. */
export const setOpeningHours = useCase(async (work, { editionId, opensAt, closesAt }: SetOpeningHoursInput) => {
  if (!opensAt !== !closesAt) {
    throw new BadUserInput([{ path: opensAt ? 'closesAt' : 'opensAt', rule: 'must be given too' }]);
  }
  if (opensAt === '24:00') {
    throw new BadUserInput([{ path: 'opensAt', rule: 'must be before 24:00' }]);
  }
  const rules = await rulesToChange(work, editionId);
  Object.assign(rules, { opensAt: opensAt ?? null, closesAt: closesAt ?? null });
  return work.save(rules);
});

/** Who walks too fast for it by then is listed as a conflict. */
export const setWalkingTime = useCase(async (work, { editionId, minutes }: SetWalkingTimeInput) => {
  const rules = await rulesToChange(work, editionId);
  rules.walkingMinutes = minutes;
  return work.save(rules);
});

/** What is scheduled in a new quiet period stays, and is listed as a conflict. A period that was there before keeps its id. */
export const setQuietPeriods = useCase(async (work, { editionId, periods }: SetQuietPeriodsInput) => {
  const edition = await requireEdition(work, editionId);
  const problems = periods.flatMap(({ from, to }, index) =>
    to <= from ? [{ path: `periods.${index}.to`, rule: 'must be after from' }] : [],
  );
  if (problems.length > 0) {
    throw new BadUserInput(problems);
  }
  periods.forEach(({ from }, index) => edition.dayOf(from, `periods.${index}.from`));
  const rules = await rulesToChange(work, editionId);
  const before = rules.quietPeriods;
  rules.quietPeriods = periods
    .map(({ from, to, label }): QuietPeriod => {
      const same = before.find((period) => +period.from === +from && +period.to === +to);
      return { id: same?.id ?? newId(), from, to, label: textsOf(label) };
    })
    .sort((one, other) => +one.from - +other.from || +one.to - +other.to);
  return work.save(rules);
});

async function rulesToChange(work: Work, editionId: string): Promise<ProgrammeRules> {
  const { id } = await requireEdition(work, editionId);
  await work.manager
    .createQueryBuilder()
    .insert()
    .into(ProgrammeRules)
    .values({ ...ProgrammeRules.usual(id) })
    .orIgnore()
    .execute();
  return work.manager.findOneOrFail(ProgrammeRules, {
    where: { editionId: id },
    lock: { mode: 'pessimistic_write' },
  });
}
