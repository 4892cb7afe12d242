import { In, type EntityManager } from 'typeorm';
import { groupedBy } from '@maarad/shared/graphql';
import type { Edition } from '../editions/edition.entity.js';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { Hall } from '../halls/hall.entity.js';
import { StandHolding, stillHeld } from '../halls/stand-holding.entity.js';
import { Stand } from '../halls/stand.entity.js';
import { needsOf } from '../registrations/registration-needs.js';
import { RegistrationStatus, takingPart } from '../registrations/registration-status.js';
import { Registration } from '../registrations/registration.entity.js';
import { AllocationWishes } from './allocation-wishes.entity.js';
import { isCorner, type Applicant, type Problem } from './solver/index.js';
import type { Floor } from './zones.js';

const asking: RegistrationStatus[] = [RegistrationStatus.APPROVED, RegistrationStatus.CONFIRMED];

/**
 * Who asks for a stand, which stands are free for the whole edition, and who has one or part of one already: in a constant
 * number of statements, and in the order of ids, so that equal facts are equal.
 */
export async function allocationFacts(
  manager: EntityManager,
  edition: Edition,
  at: Date,
): Promise<Pick<Problem, 'applicants' | 'free' | 'settled'> & { floor: Floor }> {
  const editionId = edition.id;
  const floor = await floorOf(manager, editionId);
  const { stands } = floor;
  const holdings = await manager.find(StandHolding, {
    where: stillHeld({ editionId }, at),
    order: { since: 'ASC', id: 'ASC' },
  });
  const applicants = await applicantsOf(manager, edition);
  const taken = new Set(holdings.map(({ standId }) => standId));
  // Of several stands in turn, the first is where its holder is a neighbour; it counts once.
  const standOf = new Map([...holdings].reverse().map(({ registrationId, standId }) => [registrationId, standId]));
  const standById = new Map(stands.map((stand) => [stand.id, stand]));
  return {
    floor,
    free: stands.filter(({ id }) => !taken.has(id)),
    applicants: applicants.filter(({ id, status }) => asking.includes(status) && !standOf.has(id)).map(asApplicant),
    settled: applicants.flatMap((one) => {
      const stand = standById.get(standOf.get(one.id) ?? '');
      return stand ? [{ applicant: asApplicant({ ...one, wishes: noWishes }), stand }] : [];
    }),
  };
}

async function floorOf(manager: EntityManager, editionId: string): Promise<Floor> {
  const halls = await manager.findBy(Hall, { editionId });
  const stands = await manager.findBy(Stand, { editionId });
  const byHall = groupedBy(
    halls.map(({ id }) => id),
    stands,
    ({ hallId }) => hallId,
  );
  const placed = halls.flatMap((hall, index) => {
    const here = byHall[index] ?? [];
    return here.map(({ id, code, hasPower, hasWater, area, position }) => {
      const others = here.filter((other) => other.id !== id).map((other) => other.position);
      const corner = isCorner(hall, position, others);
      return { id, code, hallCode: hall.code, hasPower, hasWater, area, position, corner };
    });
  });
  return { halls, stands: placed.sort((one, other) => (one.id < other.id ? -1 : 1)) };
}

type Asked = Applicant & { status: RegistrationStatus };

const asApplicant = ({ status: _, ...applicant }: Asked): Applicant => applicant;

const noWishes: Applicant['wishes'] = { hallCodes: [], near: [], apartFrom: [], corner: false };

async function applicantsOf(manager: EntityManager, edition: Edition): Promise<Asked[]> {
  const registrations = await manager.find(Registration, {
    where: { editionId: edition.id, status: In([...takingPart]) },
    order: { id: 'ASC' },
  });
  const exhibitors = await manager.findBy(Exhibitor, { id: In(registrations.map(({ exhibitorId }) => exhibitorId)) });
  const wishes = await manager.findBy(AllocationWishes, { registrationId: In(registrations.map(({ id }) => id)) });
  const exhibitorById = new Map(exhibitors.map((exhibitor) => [exhibitor.id, exhibitor]));
  const wishesById = new Map(wishes.map((each) => [each.registrationId, each]));
  const cameBefore = await arrivedEarlier(manager, edition);
  return registrations.flatMap((registration) => {
    const { id, status, exhibitorId } = registration;
    const exhibitor = exhibitorById.get(exhibitorId);
    if (!exhibitor) {
      return [];
    }
    const { sector, kind, region, womenLed, youthLed } = exhibitor;
    const { power, water, area, firstTime } = needsOf(registration);
    return [
      {
        ...{ id, status, exhibitorId, sector, kind, region, womenLed, youthLed },
        firstTime: firstTime ?? !cameBefore.has(exhibitorId),
        needs: { power, water, minArea: area ?? 0 },
        wishes: wishesFrom(wishesById.get(id)),
      },
    ];
  });
}

function wishesFrom(said: AllocationWishes | undefined): Applicant['wishes'] {
  return said ? { hallCodes: said.halls, near: said.near, apartFrom: said.apart, corner: said.corner } : noWishes;
}

async function arrivedEarlier(manager: EntityManager, { id, startsOn }: Edition): Promise<Set<string>> {
  const rows: { exhibitor_id: string }[] = await manager.query(
    `SELECT DISTINCT past.exhibitor_id FROM registrations past
     JOIN editions earlier ON earlier.id = past.edition_id AND earlier.starts_on < $2
     JOIN registrations now ON now.exhibitor_id = past.exhibitor_id AND now.edition_id = $1
     WHERE past.status = 'CHECKED_IN'`,
    [id, startsOn],
  );
  return new Set(rows.map((row) => row.exhibitor_id));
}
