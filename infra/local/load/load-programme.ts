import { setTimeout as pause } from 'node:timers/promises';
import type { FairData } from '../fair-data.js';
import type { GraphClient } from './graph-client.js';
import type { LoadedExhibitors } from './load-exhibitors.js';
import { mutateEach } from './mutate-each.js';
import { workshopStatus } from './operations.js';
import { peopleOf } from './people-of.js';

type Ids = Map<string, string | undefined>;
type WorkshopData = FairData['workshops'][number];

export interface LoadedProgramme {
  /** Ids by the keys of the data. */
  sessionIds: Ids;
  workshopIds: Ids;
  trainerIds: Ids;
  /** One for each person, by the keys of the workshop and of the exhibitor. */
  enrolments: Map<string, Enrolled[]>;
}

export interface Enrolled {
  id: string;
  doorCode: string;
}

/** Venues, performers and trainers; the programme; the workshops, which scheduling books or refuses; who enrols. */
export async function loadProgramme(
  graph: GraphClient,
  data: FairData,
  { editionId, exhibitorIds }: LoadedExhibitors,
): Promise<LoadedProgramme> {
  const create = async <Row extends { key: string }>(
    field: string,
    type: string,
    rows: Row[],
    input: (row: Row) => object,
  ): Promise<Ids> => {
    const inputs = rows.map((row) => ({ idempotencyKey: row.key, ...input(row) }));
    const made = await mutateEach(graph, field, type, inputs, { notHeard: ['NOT_FOUND'] });
    return new Map(rows.map(({ key }, index) => [key, made[index]?.id]));
  };
  const quiet = data.edition.quietPeriods;
  await mutateEach(graph, 'setQuietPeriods', 'SetQuietPeriodsInput', [{ editionId, periods: quiet }], {
    notHeard: ['NOT_FOUND'],
    selection: 'quietPeriods { from }',
  });
  const venueIds = await create('createVenue', 'CreateVenueInput', data.venues, ({ key: _key, ...venue }) => venue);
  const performerIds = await create(
    'createPerformer',
    'CreatePerformerInput',
    data.performers,
    ({ key: _key, origin, fee, ...performer }) => ({
      ...performer,
      ...(origin && { origin }),
      ...(fee && { fee: { amount: fee, currency: data.edition.currency } }),
    }),
  );
  const trainerIds = await create('createTrainer', 'CreateTrainerInput', data.trainers, ({ name, biography }) => ({
    name,
    biography,
  }));
  const idsOf = (keys: string[], ids: Ids) => keys.map((key) => ids.get(key));

  const schedule = (addedLater: boolean) =>
    create(
      'scheduleSession',
      'ScheduleSessionInput',
      data.sessions.filter((session) => Boolean(session.addedLater) === addedLater),
      (session) => {
        const { kind, title, abstract, language, venue, performers, exhibitors, startsAt, endsAt, capacity } = session;
        return {
          ...{ editionId, kind, title, abstract, startsAt, endsAt, capacity, venueId: venueIds.get(venue) },
          ...{
            performerIds: idsOf(performers, performerIds),
            exhibitorIds: idsOf(exhibitors, exhibitorIds),
            ...(language && { language }),
          },
        };
      },
    );
  const sessionIds = await schedule(false);

  const workshopIds: Ids = new Map();
  const enrolments = new Map<string, Enrolled[]>();
  // Those that are to be refused come last: what stands in their way has to be there first.
  for (const expected of ['SCHEDULED', 'REFUSED'] as const) {
    const workshops = data.workshops.filter(({ expect }) => expect === expected);
    const announced = await create('announceWorkshop', 'AnnounceWorkshopInput', workshops, (workshop) => {
      const { topic, title, language, level, capacity, startsAt, endsAt, trainers, venue, price } = workshop;
      const { offerMinutes, completionPercent, prerequisites, materials, furtherSessions } = workshop;
      return {
        ...{ editionId, topic, title, language, level, capacity, startsAt, endsAt },
        ...{ offerMinutes, completionPercent, prerequisites, materials },
        ...{ trainerIds: idsOf(trainers, trainerIds), venueId: venueIds.get(venue) },
        furtherSessions: furtherSessions?.map(({ venue, ...time }) => ({ venueId: venueIds.get(venue), ...time })),
        ...(price && { price: { amount: price, currency: data.edition.currency } }),
      };
    });
    announced.forEach((id, key) => workshopIds.set(key, id));
    for (const id of announced.values()) {
      await decided(graph, id ?? '', expected);
    }
    (await enrolAll(graph, workshops, announced, exhibitorIds)).forEach((made, key) => enrolments.set(key, made));
  }
  await release(graph, { editionId, note: firstNote });
  const { moves, cancellations } = data.changes;
  const moved = moves.map(({ session, venue, ...times }) => ({
    sessionId: sessionIds.get(session),
    venueId: venueIds.get(venue),
    ...times,
  }));
  await mutateEach(graph, 'moveSession', 'MoveSessionInput', moved);
  const cancelled = cancellations.map(({ session, reason }) => ({
    sessionId: sessionIds.get(session),
    reason: reason.ar,
  }));
  await mutateEach(graph, 'cancelSession', 'CancelSessionInput', cancelled, {
    done: ({ code }) => code === 'ILLEGAL_TRANSITION',
  });
  await schedule(true);
  await release(graph, { editionId, note: secondNote });
  return { sessionIds, workshopIds, trainerIds, enrolments };
}

const firstNote = { ar: 'برنامج المعرض', fr: 'Le programme de la foire' };
const secondNote = { ar: 'تعديلات على البرنامج', fr: 'Changements au programme' };

async function release(graph: GraphClient, input: { editionId: string; note: { fr: string } }): Promise<void> {
  await mutateEach(graph, 'releaseProgramme', 'ReleaseProgrammeInput', [{ idempotencyKey: input.note.fr, ...input }], {
    selection: 'version',
  });
}

async function enrolAll(
  graph: GraphClient,
  workshops: WorkshopData[],
  workshopIds: Ids,
  exhibitorIds: Map<string, string>,
): Promise<Map<string, Enrolled[]>> {
  const keys = workshops.flatMap(({ key, enrolments }) => enrolments.map(({ exhibitor }) => `${key} ${exhibitor}`));
  const inputs = workshops.flatMap(({ key, enrolments }) =>
    enrolments.map(({ exhibitor, participants }) => ({
      ...{
        idempotencyKey: `${key}-${exhibitor}`,
        workshopId: workshopIds.get(key),
        exhibitorId: exhibitorIds.get(exhibitor),
      },
      participants: peopleOf(exhibitor, participants),
    })),
  );
  const made = await mutateEach<Enrolled[]>(graph, 'enrol', 'EnrolInput', inputs, {
    ...{ width: 4, notHeard: ['NOT_FOUND', 'CONFLICT'], selection: 'id doorCode' },
  });
  return new Map(keys.map((key, index) => [key, made[index] ?? []]));
}

/** Waits until scheduling has answered, and holds the answer against what the data expects. */
async function decided(graph: GraphClient, id: string, expected: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const { workshop } = await graph.ask<{ workshop: { status: string } }>(workshopStatus, { id });
    if (workshop.status === expected) {
      return;
    }
    if (workshop.status !== 'ANNOUNCED') {
      throw new Error(`The workshop ${id} became ${workshop.status}, the data expects ${expected}.`);
    }
    await pause(100);
  }
  throw new Error(`The workshop ${id} was not decided within thirty seconds.`);
}
