import { sessionScheduled } from '@maarad/shared/contracts';
import { creatingUseCase, type Work } from '@maarad/shared/database';
import { BadUserInput, Conflict } from '@maarad/shared/errors';
import { textsOf } from '@maarad/shared/graphql';
import { requireEdition, type EditionFacts } from '@maarad/shared/projections';
import { newId } from '@maarad/shared/runtime';
import { bookingsOf } from '../bookings/book-resources.js';
import { Booking } from '../bookings/booking.entity.js';
import { queueFor } from '../bookings/queue-for.js';
import { requireParticipants, requirePerformers } from '../sessions/require-cast.js';
import { sessionFacts } from '../sessions/session-facts.js';
import { SessionStatus } from '../sessions/session-status.js';
import { Session } from '../sessions/session.entity.js';
import { slotIn } from '../sessions/slot-rules.js';
import { placeAll, type Placement, type Refusal } from './place-all.js';
import { ProgrammeFill, type PlacementRefusal } from './programme-fill.entity.js';
import { readSite, wishedVenues } from './read-site.js';
import { FillMode, type FillProgrammeInput, type UnplacedSessionInput } from './suggestions.inputs.js';
import { peopleOf, type Wish } from './wish.js';

/**
 * Gives every session that has no place yet one, under the rules, in one transaction: nobody else books the venues or the people of
 * these sessions meanwhile.
 * @throws Conflict with the refusals where all are to be placed and not all can be.
 */
export const fillProgramme = creatingUseCase(
  'fillProgramme',
  ProgrammeFill,
  async (work, input: FillProgrammeInput, { clock }) => {
    const edition = await requireEdition(work, input.editionId);
    const wishes = input.sessions.map(wishOf);
    const named = wishes.every(({ venueIds }) => venueIds)
      ? each(wishes.flatMap(({ venueIds }) => venueIds ?? []))
      : null;
    const exhibitorIds = each(wishes.flatMap((wish) => wish.exhibitorIds));
    await wishedVenues(work.manager, each(wishes.flatMap(({ venueIds }) => venueIds ?? [])));
    const performerIds = each(wishes.flatMap((wish) => wish.performerIds));
    await requirePerformers(work, performerIds);
    await requireParticipants(work, edition.id, exhibitorIds);
    const queued = await wishedVenues(work.manager, named);
    await queueFor(work, [...queued.map(({ id }) => ({ kind: 'VENUE' as const, id })), ...wishes.flatMap(peopleOf)]);
    // Read again in the queue, where their change-over stands still.
    const venues = await wishedVenues(
      work.manager,
      queued.map(({ id }) => id),
    );
    const site = await readSite(
      work.manager,
      edition,
      venues,
      { exhibitorIds, performerIds, trainerIds: [] },
      clock.now(),
    );
    const { placements, refusals } = placeAll(site, wishes, input.seed);
    const told = refusals.map((refusal) => refusalOf(refusal, input.sessions[refusal.index] as UnplacedSessionInput));
    if (input.mode === FillMode.ALL && told.length > 0) {
      throw new Conflict('Not every session finds a place.', [], { refusals: told });
    }
    const sessions = placements.map((placement) => sessionOf(edition, input, placement));
    await book(work, sessions, clock.now());
    return work.insert(
      Object.assign(new ProgrammeFill(), {
        ...{ id: newId(), editionId: edition.id, seed: input.seed, refusals: told, filledAt: clock.now() },
        sessionIds: sessions.map(({ id }) => id),
      }),
    );
  },
);

const each = (ids: readonly string[]): string[] => [...new Set(ids)];

function wishOf({ within, ...session }: UnplacedSessionInput, index: number): Wish {
  if (within && within.to <= within.from) {
    throw new BadUserInput([{ path: `sessions.${index}.within.to`, rule: 'must be after from' }]);
  }
  return {
    kind: session.kind,
    minutes: session.minutes,
    capacity: session.capacity ?? null,
    venueIds: session.venueIds ?? null,
    performerIds: session.performerIds,
    exhibitorIds: session.exhibitorIds,
    trainerIds: [],
    within: within ? { startsAt: within.from, endsAt: within.to } : null,
    moving: null,
  };
}

function sessionOf(edition: EditionFacts, { sessions }: FillProgrammeInput, { index, slot }: Placement): Session {
  const { kind, title, abstract, language, performerIds, exhibitorIds, ...wished } = sessions[
    index
  ] as UnplacedSessionInput;
  const capacity = wished.capacity ?? slot.venue.capacity;
  return Object.assign(new Session(), {
    ...slotIn(edition, slot.venue, { startsAt: slot.startsAt, endsAt: slot.endsAt, capacity }),
    ...{
      id: newId(),
      editionId: edition.id,
      kind,
      title: textsOf(title),
      abstract: abstract ? textsOf(abstract) : null,
    },
    ...{ language: language ?? null, performerIds, exhibitorIds, trainerIds: [], workshopId: null, capacity },
    status: SessionStatus.SCHEDULED,
  });
}

async function book(work: Work, sessions: Session[], at: Date): Promise<void> {
  await work.manager.insert(Session, sessions);
  await work.manager.insert(Booking, await bookingsOf(work.manager, sessions));
  work.record(
    ...sessions.map((session) =>
      sessionScheduled(session.id, sessionFacts(session), { edition: session.editionId, at }),
    ),
  );
}

function refusalOf({ index, rule, ruledOut }: Refusal, { title }: UnplacedSessionInput): PlacementRefusal {
  const most = [...ruledOut]
    .map(([broken, slots]) => ({ rule: broken, slots }))
    .sort((one, other) => other.slots - one.slots);
  return { index, title: textsOf(title), rule, ruledOut: most };
}
