import { sessionChanged } from '@maarad/shared/contracts';
import { useCase } from '@maarad/shared/database';
import { textsOf } from '@maarad/shared/graphql';
import { requireEdition } from '@maarad/shared/projections';
import { bookResources } from '../bookings/book-resources.js';
import { obeyRulesForNewcomers } from '../conflicts/obey-rules.js';
import { requireParticipants, requirePerformers } from './require-cast.js';
import { sessionFacts } from './session-facts.js';
import { Session } from './session.entity.js';
import type { UpdateSessionInput } from './session.inputs.js';

/** Others appear in a session, or it is announced in other words. What changes nothing tells nothing. */
export const updateSession = useCase(async (work, input: UpdateSessionInput, surroundings) => {
  const session = await work.lock(Session, input.sessionId);
  const edition = await requireEdition(work, session.editionId);
  const from = { performerIds: session.performerIds, exhibitorIds: session.exhibitorIds };
  const changed = session.revise({
    title: input.title && textsOf(input.title),
    abstract: input.abstract && textsOf(input.abstract),
    language: input.language,
    performerIds: input.performerIds ?? undefined,
    exhibitorIds: input.exhibitorIds ?? undefined,
  });
  if (!changed) {
    return session;
  }
  const newcomers = {
    performerIds: session.performerIds.filter((id) => !from.performerIds.includes(id)),
    exhibitorIds: session.exhibitorIds.filter((id) => !from.exhibitorIds.includes(id)),
  };
  await requirePerformers(work, newcomers.performerIds);
  await requireParticipants(work, edition.id, newcomers.exhibitorIds);
  await work.save(session);
  await obeyRulesForNewcomers(work, edition, session, newcomers, input.override, surroundings);
  await bookResources(work, session);
  const about = { edition: edition.id, at: surroundings.clock.now() };
  work.record(sessionChanged(session.id, { ...sessionFacts(session), from }, about));
  return session;
});
