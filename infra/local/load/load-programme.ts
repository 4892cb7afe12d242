import { setTimeout as pause } from 'node:timers/promises';
import type { FairData } from '../fair-data.js';
import { each, type GraphClient } from './graph-client.js';
import type { LoadedExhibitors } from './load-exhibitors.js';
import * as operations from './operations.js';

type Made = { made: { id: string } };

/** What a service has not heard of yet: the events that tell it are on their way. */
const notHeard = ['NOT_FOUND', 'CONFLICT'];

/** Venues, performers and trainers; the programme; the workshops, which scheduling books or refuses; who enrols. */
export async function loadProgramme(
  graph: GraphClient,
  data: FairData,
  { editionId, exhibitorIds }: LoadedExhibitors,
): Promise<void> {
  const create = async (operation: string, input: object) => (await graph.ask<Made>(operation, { input })).made.id;
  const venueIds = new Map<string, string>();
  for (const { key, name, kind, capacity } of data.venues) {
    venueIds.set(key, await create(operations.createVenue, { idempotencyKey: key, name, kind, capacity }));
  }
  const performerIds = new Map<string, string>();
  for (const { key, name, kind, origin } of data.performers) {
    performerIds.set(
      key,
      await create(operations.createPerformer, { idempotencyKey: key, name, kind, ...(origin && { origin }) }),
    );
  }
  const trainerIds = new Map<string, string>();
  for (const { key, name, biography } of data.trainers) {
    trainerIds.set(key, await create(operations.createTrainer, { idempotencyKey: key, name, biography }));
  }
  const idsOf = (keys: string[], ids: Map<string, string>) => keys.map((key) => ids.get(key));

  for (const {
    key,
    kind,
    title,
    abstract,
    language,
    venue,
    performers,
    exhibitors,
    startsAt,
    endsAt,
    capacity,
  } of data.sessions) {
    const input = {
      ...{
        idempotencyKey: key,
        editionId,
        kind,
        title,
        abstract,
        startsAt,
        endsAt,
        capacity,
        venueId: venueIds.get(venue),
      },
      ...{
        performerIds: idsOf(performers, performerIds),
        exhibitorIds: idsOf(exhibitors, exhibitorIds),
        ...(language && { language }),
      },
    };
    await graph.askUntilHeard(operations.scheduleSession, { input }, ['NOT_FOUND']);
  }

  // Those that are to be refused come last: what stands in their way has to be there first.
  const inOrder = [...data.workshops].sort((a, b) => Number(a.expect === 'REFUSED') - Number(b.expect === 'REFUSED'));
  for (const {
    key,
    topic,
    title,
    language,
    level,
    capacity,
    trainers,
    venue,
    startsAt,
    endsAt,
    enrolments,
    expect,
  } of inOrder) {
    const input = {
      ...{ idempotencyKey: key, editionId, topic, title, language, level, capacity, startsAt, endsAt },
      ...{ trainerIds: idsOf(trainers, trainerIds), venueId: venueIds.get(venue) },
    };
    const { made } = await graph.askUntilHeard<Made>(operations.announceWorkshop, { input }, ['NOT_FOUND']);
    await decided(graph, made.id, expect);
    await each(enrolments, 4, ({ exhibitor, participants }) =>
      graph.askUntilHeard(
        operations.enrol,
        {
          input: {
            ...{ idempotencyKey: `${key}-${exhibitor}`, workshopId: made.id, exhibitorId: exhibitorIds.get(exhibitor) },
            participants: Array.from({ length: participants }, (_, index) => ({
              name: participantName(exhibitor, index),
            })),
          },
        },
        notHeard,
      ),
    );
  }
}

const givenNames = [
  'فاطمة',
  'خديجة',
  'عائشة',
  'مريم',
  'حسن',
  'يوسف',
  'إيجة',
  'رقية',
  'إبراهيم',
  'زينب',
  'سعاد',
  'عبد الله',
];

/** Invented, the same at every load. */
function participantName(exhibitor: string, index: number): string {
  const place = [...exhibitor].reduce((sum, letter) => sum + letter.charCodeAt(0), index * 5);
  return givenNames[place % givenNames.length] ?? 'فاطمة';
}

/** Waits until scheduling has answered, and holds the answer against what the data expects. */
async function decided(graph: GraphClient, id: string, expected: string): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt += 1) {
    const { workshop } = await graph.ask<{ workshop: { status: string } }>(operations.workshopStatus, { id });
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
