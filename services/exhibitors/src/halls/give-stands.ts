import { In, LessThanOrEqual } from 'typeorm';
import { standAssigned } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { newId } from '@maarad/shared/runtime';
import type { Edition } from '../editions/edition.entity.js';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import type { Registration } from '../registrations/registration.entity.js';
import { Hall } from './hall.entity.js';
import { lapseHoldsOf } from './lapse-holds.js';
import { factsFrom } from './stand-facts.js';
import { StandHolding } from './stand-holding.entity.js';
import { slicesOf } from './stand-slices.js';
import type { Stand } from './stand.entity.js';
import { requireFit } from './take-stand.js';
import { holdRanOut, tellReleased } from './tell-released.js';

/** A stand and who is to have it, locked by the caller. */
export interface Seat {
  stand: Stand;
  registration: Registration;
}

/**
 * Assigns many stands of an edition for the whole of it, all or none, as `giveStand` assigns one: in a number of statements that
 * does not grow with them. A stand that is taken, or a registration that has one, comes out as the violated constraint.
 *
 * @throws CodedError ILLEGAL_TRANSITION when a registration takes no part.
 */
export async function giveStands(work: Work, edition: Edition, seats: Seat[], at: Date): Promise<void> {
  seats.forEach(({ stand, registration }) => requireFit(stand, registration));
  await endLapsedHolds(work, seats, at);
  const holdings = seats.map(({ stand, registration }) =>
    Object.assign(new StandHolding(), {
      ...{ id: newId(), standId: stand.id, editionId: edition.id, registrationId: registration.id },
      ...{ exhibitorId: registration.exhibitorId, since: at, heldUntil: null, slices: null },
    }),
  );
  await write(work, edition, holdings);
  await tell(work, holdings, seats, at);
}

/** First those on the wanted stands, which go to their new holders; then others of the registrations', which go to who waits. */
async function endLapsedHolds(work: Work, seats: Seat[], at: Date): Promise<void> {
  const onStands = await work.manager.find(StandHolding, {
    where: { standId: In(seats.map(({ stand }) => stand.id)), heldUntil: LessThanOrEqual(at) },
    order: { id: 'ASC' },
    lock: { mode: 'pessimistic_write' },
  });
  if (onStands.length > 0) {
    await work.manager.delete(StandHolding, { id: In(onStands.map(({ id }) => id)) });
  }
  for (const hold of onStands) {
    await tellReleased(work, hold, holdRanOut(hold), at);
  }
  const elsewhere = await work.manager.findBy(StandHolding, {
    registrationId: In(seats.map(({ registration }) => registration.id)),
    heldUntil: LessThanOrEqual(at),
  });
  for (const registrationId of new Set(elsewhere.map((hold) => hold.registrationId))) {
    await lapseHoldsOf(work, registrationId, at);
  }
}

/** Ordered by stand and then by time, so that those who want the same slices wait for each other and do not deadlock. */
async function write(work: Work, edition: Edition, holdings: StandHolding[]): Promise<void> {
  await work.manager.query(
    `WITH wanted AS (
       SELECT * FROM jsonb_to_recordset($1::jsonb) AS holding
         (id uuid, "standId" uuid, "registrationId" uuid, "exhibitorId" uuid, since timestamptz)
     )
     INSERT INTO stand_holdings (id, stand_id, edition_id, registration_id, exhibitor_id, since)
     SELECT id, "standId", $2, "registrationId", "exhibitorId", since FROM wanted ORDER BY "standId"`,
    [JSON.stringify(holdings), edition.id],
  );
  await work.manager.query(
    `INSERT INTO stand_slots (holding_id, day, half, stand_id, edition_id, registration_id)
     SELECT holding.id, slice.day, slice.half, "standId", $3, "registrationId"
     FROM jsonb_to_recordset($1::jsonb) AS holding (id uuid, "standId" uuid, "registrationId" uuid)
     CROSS JOIN ROWS FROM (jsonb_to_recordset($2::jsonb) AS (day date, half text)) WITH ORDINALITY AS slice (day, half, nth)
     ORDER BY "standId", nth`,
    [JSON.stringify(holdings), JSON.stringify(slicesOf(edition)), edition.id],
  );
}

async function tell(work: Work, holdings: StandHolding[], seats: Seat[], at: Date): Promise<void> {
  const read = async <Row extends { id: string }>(rows: Promise<Row[]>) =>
    new Map((await rows).map((row) => [row.id, row]));
  const halls = await read(work.manager.findBy(Hall, { id: In(seats.map(({ stand }) => stand.hallId)) }));
  const exhibitors = await read(work.manager.findBy(Exhibitor, { id: In(holdings.map((each) => each.exhibitorId)) }));
  holdings.forEach((holding, index) => {
    const stand = seats[index]?.stand;
    const hall = stand && halls.get(stand.hallId);
    const exhibitor = exhibitors.get(holding.exhibitorId);
    if (hall && exhibitor) {
      const { facts, about } = factsFrom(holding, { stand, hall, exhibitor });
      work.record(standAssigned(holding.standId, facts, { ...about, at }));
    }
  });
}
