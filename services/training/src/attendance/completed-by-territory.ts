import { In, IsNull, Not } from 'typeorm';
import { defineLoader, type Region } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { EnrolmentStatus } from '../enrolments/enrolment-status.js';
import type { Territory } from '../external/territory.stub.js';
import { Workshop } from '../workshops/workshop.entity.js';
import { minutesRequired } from './workshop-sessions.js';

/** No figure about fewer people is shown; that there is nobody is no figure about a few. */
const fewestPeople = 5;

interface Completed {
  editionId: string;
  region: Region;
  places: number;
  people: number;
}

/**
 * How many places of an edition's workshops people from a territory have completed, of any number of territories in two
 * statements; null where these are 1 to 4 people. No sum over territories is shown, from which a hidden one could be subtracted.
 */
export const completedByTerritory = defineLoader(async (territories: readonly Territory[], { database }) => {
  const editionIds = [...new Set(territories.map(({ editionId }) => editionId).filter(isId))];
  const workshops = await database
    .getRepository(Workshop)
    .findBy({ editionId: In(editionIds), attendanceClosedAt: Not(IsNull()) });
  const completed: Completed[] = await database.query(
    `SELECT p.edition_id AS "editionId", p.region, count(*)::integer AS places,
       count(DISTINCT (e.exhibitor_id, e.participant_key))::integer AS people
     FROM unnest($1::uuid[], $2::integer[]) AS closed (workshop_id, minutes)
     JOIN enrolments e ON e.workshop_id = closed.workshop_id AND e.status = $3 AND e.minutes_present >= closed.minutes
     JOIN participants p ON p.id = e.registration_id
     WHERE p.region IS NOT NULL GROUP BY p.edition_id, p.region`,
    [workshops.map(({ id }) => id), workshops.map(minutesRequired), EnrolmentStatus.ATTENDED],
  );
  return territories.map(({ editionId, region }) => {
    const own = completed.find((one) => one.editionId === editionId && one.region === region);
    return !own ? 0 : own.people < fewestPeople ? null : own.places;
  });
});
