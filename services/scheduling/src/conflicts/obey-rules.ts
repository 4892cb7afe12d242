import { In, type EntityManager } from 'typeorm';
import type { Surroundings, Work } from '@maarad/shared/database';
import { Conflict } from '@maarad/shared/errors';
import type { EditionFacts } from '@maarad/shared/projections';
import { newId } from '@maarad/shared/runtime';
import { Affiliation } from '../affiliations/affiliation.entity.js';
import { Availability } from '../availability/availability.entity.js';
import type { Session } from '../sessions/session.entity.js';
import { peopleOf } from '../suggestions/wish.js';
import { brokenRules, groundOf, type Ground, type Judged } from './broken-rules.js';
import { ConflictRule, ConflictSeverity, rulesAboutPeople } from './conflict-rule.js';
import { JurySitting } from './duties/jury-sitting.entity.js';
import { ProgrammeRules } from './programme-rules.entity.js';
import { requireWeighed } from './require-weighed.js';
import { RuleOverride } from './rule-override.entity.js';
import type { RuleOverrideInput } from './rules.inputs.js';
import { StandDuty } from './duties/stand-duty.entity.js';
import { sessionsAround, walkingTime } from './walking-time.js';

/** Whom and what a ground is read for. */
export interface Involved {
  exhibitorIds: readonly string[];
  performerIds: readonly string[];
  trainerIds: readonly string[];
  venueIds: readonly string[];
}

/** The rules of an edition, with its jury's sittings, the stands of these exhibitors, and when these performers and venues are available. */
export async function readGround(
  manager: EntityManager,
  edition: EditionFacts,
  { exhibitorIds, performerIds, trainerIds, venueIds }: Involved,
): Promise<Ground> {
  const rules = await manager.findOneBy(ProgrammeRules, { editionId: edition.id });
  const affiliations = await manager.findBy(Affiliation, { personId: In([...performerIds, ...trainerIds]) });
  const atStands = [...exhibitorIds, ...affiliations.map(({ exhibitorId }) => exhibitorId)];
  const duties =
    atStands.length > 0 ? await manager.findBy(StandDuty, { editionId: edition.id, exhibitorId: In(atStands) }) : [];
  const sittings = await manager.findBy(JurySitting, { editionId: edition.id });
  const availabilities = await manager.findBy(Availability, { resourceId: In([...venueIds, ...performerIds]) });
  return groundOf(edition, rules ?? ProgrammeRules.usual(edition.id), {
    ...{ duties, sittings, availabilities, affiliations },
  });
}

/**
 * Holds a session, which has been written, against the rules of its edition; keeps the override where rules that block are lifted.
 * @throws Conflict naming the first rule that blocks and is not lifted, all of them as `rules`, and what stands in the way.
 */
export async function obeyRules(
  work: Work,
  edition: EditionFacts,
  session: Session,
  override?: RuleOverrideInput | null,
  by?: Surroundings,
): Promise<void> {
  await obey(work, edition, session, { session, rules: Object.values(ConflictRule) }, override, by);
}

/**
 * Holds those who are new in a session against the rules about people: the session has its place, and what was lifted for it stands.
 * @throws Conflict as obeyRules does.
 */
export async function obeyRulesForNewcomers(
  work: Work,
  edition: EditionFacts,
  session: Session,
  { performerIds, exhibitorIds }: Pick<Session, 'performerIds' | 'exhibitorIds'>,
  override?: RuleOverrideInput | null,
  by?: Surroundings,
): Promise<void> {
  const { startsAt, endsAt } = session;
  const newcomers = { startsAt, endsAt, performerIds, exhibitorIds, trainerIds: [], venueId: null };
  await obey(work, edition, session, { session: newcomers, rules: rulesAboutPeople }, override, by);
}

async function obey(
  work: Work,
  edition: EditionFacts,
  session: Session,
  judged: { session: Judged; rules: readonly ConflictRule[] },
  override?: RuleOverrideInput | null,
  by?: Surroundings,
): Promise<void> {
  requireWeighed(override?.rules ?? [], 'override.rules');
  const { exhibitorIds, performerIds, trainerIds, venueId } = session;
  const involved = { exhibitorIds, performerIds, trainerIds, venueIds: [venueId] };
  const ground = await readGround(work.manager, edition, involved);
  const minutes = ground.rules.walkingMinutes;
  const around = await sessionsAround(work.manager, session, peopleOf(judged.session), minutes);
  const broken = [...brokenRules(ground, judged.session), ...walkingTime(minutes, session, around)];
  const blocking = broken.filter(
    ({ rule }) => judged.rules.includes(rule) && ground.rules.severityOf(rule) === ConflictSeverity.BLOCK,
  );
  const standing = blocking.filter(({ rule }) => !override?.rules.includes(rule));
  const [first] = standing;
  if (first) {
    throw new Conflict(
      first.detail,
      standing.flatMap(({ things }) => things),
      { rule: first.rule, rules: standing.map(({ rule, detail }) => ({ rule, detail })) },
    );
  }
  if (blocking.length > 0 && override && by) {
    const { id: sessionId, startsAt, endsAt } = session;
    await work.insert(
      Object.assign(new RuleOverride(), {
        ...{ id: newId(), sessionId, venueId, startsAt, endsAt },
        rules: blocking.map(({ rule }) => rule),
        things: blocking.flatMap(({ things }) => things.map(({ id }) => id)),
        reason: override.reason.trim(),
        by: by.principal.id,
        at: by.clock.now(),
      }),
    );
  }
}
