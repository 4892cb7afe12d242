import { sessionScheduled } from '@maarad/shared/contracts';
import { creatingUseCase } from '@maarad/shared/database';
import { textsOf } from '@maarad/shared/graphql';
import { requireEdition } from '@maarad/shared/projections';
import { newId } from '@maarad/shared/runtime';
import { bookResources } from '../bookings/book-resources.js';
import { obeyRules } from '../conflicts/obey-rules.js';
import { Venue } from '../venues/venue.entity.js';
import { requireParticipants, requirePerformers } from './require-cast.js';
import { sessionFacts } from './session-facts.js';
import { SessionStatus } from './session-status.js';
import { Session } from './session.entity.js';
import type { ScheduleSessionInput } from './session.inputs.js';
import { slotIn } from './slot-rules.js';

/** Gives a session its place in the programme. Of many who want one slot at once, one gets it; the others are told who has it. */
export const scheduleSession = creatingUseCase(
  'scheduleSession',
  Session,
  async (work, input: ScheduleSessionInput, surroundings) => {
    const edition = await requireEdition(work, input.editionId);
    const venue = await work.find(Venue, input.venueId);
    const capacity = input.capacity ?? venue.capacity;
    const slot = slotIn(edition, venue, { ...input, capacity });
    const { kind, title, abstract, language, performerIds, exhibitorIds } = input;
    await requirePerformers(work, performerIds);
    await requireParticipants(work, edition.id, exhibitorIds);
    const session = await work.insert(
      Object.assign(new Session(), {
        ...slot,
        id: newId(),
        editionId: edition.id,
        kind,
        title: textsOf(title),
        abstract: abstract ? textsOf(abstract) : null,
        language: language ?? null,
        performerIds,
        exhibitorIds,
        trainerIds: [],
        workshopId: null,
        capacity,
        status: SessionStatus.SCHEDULED,
      }),
    );
    await obeyRules(work, edition, session, input.override, surroundings);
    await bookResources(work, session);
    work.record(
      sessionScheduled(session.id, sessionFacts(session), { edition: edition.id, at: surroundings.clock.now() }),
    );
    return session;
  },
);
