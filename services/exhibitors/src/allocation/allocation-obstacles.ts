import { In, type EntityManager } from 'typeorm';
import { Conflict, type ConflictingThing } from '@maarad/shared/errors';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { StandHolding, stillHeld } from '../halls/stand-holding.entity.js';
import { Stand } from '../halls/stand.entity.js';
import { Registration } from '../registrations/registration.entity.js';

interface Wanted {
  registrationId: string;
  standId: string;
}

/** What has changed since a proposal was made: why it cannot be applied. */
type Obstacle = Wanted & { problem: 'STAND_TAKEN' | 'HAS_STAND' | 'TAKES_NO_PART' };

/** CONFLICT that names every stand taken and every registration withdrawn or placed meanwhile; null where nothing is in the way. */
export async function obstaclesTo(manager: EntityManager, wanted: Wanted[], at: Date): Promise<Conflict | null> {
  const registrationIds = wanted.map(({ registrationId }) => registrationId);
  const standIds = wanted.map(({ standId }) => standId);
  const registrations = await manager.findBy(Registration, { id: In(registrationIds) });
  const holdings = await manager.find(StandHolding, {
    where: [...stillHeld({ standId: In(standIds) }, at), ...stillHeld({ registrationId: In(registrationIds) }, at)],
  });
  const present = new Set(registrations.filter(({ takesPart }) => takesPart).map(({ id }) => id));
  const taken = new Set(holdings.map(({ standId }) => standId));
  const placed = new Set(holdings.map(({ registrationId }) => registrationId));
  const obstacles = wanted.flatMap(({ registrationId, standId }): Obstacle[] => {
    const found = (problem: Obstacle['problem'], here: boolean) => (here ? [{ registrationId, standId, problem }] : []);
    return [
      ...found('STAND_TAKEN', taken.has(standId)),
      ...found('HAS_STAND', placed.has(registrationId)),
      ...found('TAKES_NO_PART', !present.has(registrationId)),
    ];
  });
  return obstacles.length > 0 ? conflictOf(manager, obstacles, registrations) : null;
}

async function conflictOf(
  manager: EntityManager,
  obstacles: Obstacle[],
  registrations: Registration[],
): Promise<Conflict> {
  const of = (...problems: Obstacle['problem'][]) => obstacles.filter(({ problem }) => problems.includes(problem));
  const stands = await manager.find(Stand, {
    where: { id: In(of('STAND_TAKEN').map(({ standId }) => standId)) },
    order: { code: 'ASC' },
  });
  const ids = new Set(of('HAS_STAND', 'TAKES_NO_PART').map(({ registrationId }) => registrationId));
  const concerned = registrations.filter(({ id }) => ids.has(id));
  const exhibitors = await manager.findBy(Exhibitor, { id: In(concerned.map(({ exhibitorId }) => exhibitorId)) });
  const nameOf = (exhibitorId: string) => exhibitors.find(({ id }) => id === exhibitorId)?.name;
  const things: ConflictingThing[] = [
    ...stands.map(({ id, code }) => ({ type: 'Stand', id, name: code })),
    ...concerned.map(({ id, exhibitorId }) => ({ type: 'Registration', id, name: nameOf(exhibitorId) })),
  ];
  return new Conflict(
    `Nothing was applied: since the proposal was made, stands were taken (${stands.length}) or registrations withdrawn or placed (${concerned.length}).`,
    things,
    { obstacles },
  );
}
