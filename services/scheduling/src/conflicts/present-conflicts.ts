import { In, Not, type EntityManager } from 'typeorm';
import { Field, ObjectType } from 'type-graphql';
import { defineLoader, groupedBy } from '@maarad/shared/graphql';
import { EditionFacts } from '@maarad/shared/projections';
import { isId } from '@maarad/shared/runtime';
import { Affiliation } from '../affiliations/affiliation.entity.js';
import { Availability } from '../availability/availability.entity.js';
import { SessionStatus } from '../sessions/session-status.js';
import { Session } from '../sessions/session.entity.js';
import { Venue } from '../venues/venue.entity.js';
import { brokenRules, groundOf, type BrokenRule } from './broken-rules.js';
import { ConflictRule, ConflictSeverity } from './conflict-rule.js';
import { JurySitting } from './duties/jury-sitting.entity.js';
import { ProgrammeRules } from './programme-rules.entity.js';
import { RuleOverride } from './rule-override.entity.js';
import { StandDuty } from './duties/stand-duty.entity.js';
import { walkingTime } from './walking-time.js';

@ObjectType({ description: 'That the programme, as it stands, breaks a rule.' })
export class ScheduleConflict {
  @Field(() => ConflictRule)
  rule!: ConflictRule;

  @Field(() => ConflictSeverity, { description: 'BLOCK or WARN; a block that was overridden warns.' })
  severity!: ConflictSeverity;

  @Field(() => Boolean, { description: 'The organiser has let it through, with a reason: `Session.overrides`.' })
  overridden!: boolean;

  @Field(() => [Session])
  sessions!: Session[];

  @Field(() => String)
  detail!: string;

  /** The ids of what stands in the way. */
  things!: string[];
}

/** What stands against the programme of each edition now, by the start of the session; as many statements for one edition as for many. */
export async function presentConflicts(
  manager: EntityManager,
  editionIds: readonly string[],
): Promise<ScheduleConflict[][]> {
  const editionId = In(editionIds.filter(isId));
  const editions = await manager.findBy(EditionFacts, { id: editionId });
  const rules = await manager.findBy(ProgrammeRules, { editionId });
  const duties = await manager.findBy(StandDuty, { editionId });
  const sittings = await manager.findBy(JurySitting, { editionId });
  const availabilities = await manager.find(Availability);
  const affiliations = await manager.find(Affiliation);
  const sessions = await manager.find(Session, {
    where: { editionId, status: Not(SessionStatus.CANCELLED) },
    order: { startsAt: 'ASC', id: 'ASC' },
  });
  const venues = new Map((await manager.find(Venue)).map((venue) => [venue.id, venue]));
  const overrides = await manager
    .createQueryBuilder(RuleOverride, 'override')
    .innerJoin(Session, 'session', 'session.id = override.sessionId')
    .where('session.editionId = ANY(:ids)', { ids: editionIds.filter(isId) })
    .getMany();
  return groupedBy(editionIds, sessions, (session) => session.editionId).map((inEdition, index) => {
    const edition = editions.find(({ id }) => id === editionIds[index]);
    if (!edition) {
      return [];
    }
    const own = rules.find((each) => each.editionId === edition.id) ?? ProgrammeRules.usual(edition.id);
    const ground = groundOf(edition, own, {
      duties: duties.filter((duty) => duty.editionId === edition.id),
      sittings: sittings.filter((sitting) => sitting.editionId === edition.id),
      availabilities,
      affiliations,
    });
    const before = own.walkingMinutes > 0 ? sharedBefore(inEdition) : new Map<string, Session[]>();
    const isLifted = (rule: ConflictRule, session: Session, inTheWay: readonly string[]) =>
      inTheWay.every(
        (id) =>
          overrides.some((each) => each.sessionId === session.id && each.lifts(rule, session, [id])) ||
          (rule === ConflictRule.WALKING_TIME && wasLiftedFor(id, session.id, inEdition, overrides)),
      );
    return inEdition.flatMap((session) =>
      [
        ...brokenRules(ground, session),
        ...beyondCapacity(session, venues.get(session.venueId)),
        ...walkingTime(own.walkingMinutes, session, before.get(session.id) ?? []),
      ].flatMap(({ rule, detail, things }): ScheduleConflict[] => {
        const weight = own.severityOf(rule);
        const inTheWay = things.map(({ id }) => id);
        const overridden = isLifted(rule, session, inTheWay);
        const severity = overridden && weight === ConflictSeverity.BLOCK ? ConflictSeverity.WARN : weight;
        return severity === ConflictSeverity.IGNORE
          ? []
          : [{ rule, severity, overridden, sessions: [session], detail, things: inTheWay }];
      }),
    );
  });
}

/** Whether the walk between two sessions was let through when the earlier one got its place: a pair is listed with the later. */
function wasLiftedFor(
  earlierId: string,
  laterId: string,
  sessions: readonly Session[],
  overrides: readonly RuleOverride[],
): boolean {
  const earlier = sessions.find(({ id }) => id === earlierId);
  return overrides.some(
    (each) =>
      earlier !== undefined &&
      each.sessionId === earlierId &&
      each.lifts(ConflictRule.WALKING_TIME, earlier, [laterId]),
  );
}

/** For each session, which come in order, those before it that somebody of it is in too. */
function sharedBefore(sessions: readonly Session[]): Map<string, Session[]> {
  const ofPerson = new Map<string, Session[]>();
  return new Map(
    sessions.map((session) => {
      const people = session.resources.filter(({ kind }) => kind !== 'VENUE').map(({ kind, id }) => `${kind} ${id}`);
      const shared = new Set(people.flatMap((person) => ofPerson.get(person) ?? []));
      people.forEach((person) => ofPerson.set(person, [...(ofPerson.get(person) ?? []), session]));
      return [session.id, [...shared]];
    }),
  );
}

function beyondCapacity(session: Session, venue: Venue | undefined): BrokenRule[] {
  return venue && session.capacity > venue.capacity
    ? [
        {
          rule: ConflictRule.CAPACITY,
          detail: `The session is for ${session.capacity} people, its venue holds ${venue.capacity}.`,
          things: [{ type: 'Venue', id: venue.id }],
        },
      ]
    : [];
}

export const conflictsOfEdition = defineLoader((editionIds: readonly string[], { database }) =>
  presentConflicts(database.manager, editionIds),
);
