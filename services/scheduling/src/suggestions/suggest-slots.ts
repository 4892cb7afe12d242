import { BadUserInput, NotFound } from '@maarad/shared/errors';
import type { Context } from '@maarad/shared/graphql';
import { requireEdition } from '@maarad/shared/projections';
import { overlap } from '../conflicts/span.js';
import type { Session } from '../sessions/session.entity.js';
import { sessionById } from '../sessions/session.reference.js';
import { freeSlots } from './free-slots.js';
import { readSite, wishedVenues } from './read-site.js';
import { scored, type ScoredSlot } from './score-slot.js';
import type { SuggestSlotsInput } from './suggestions.inputs.js';
import type { Wish } from './wish.js';

/** The best free slots for a session, the best first: of those that overlap in one venue, the best alone. */
export async function suggestSlots(context: Context, input: SuggestSlotsInput): Promise<ScoredSlot[]> {
  const { manager } = context.database;
  const session = input.sessionId ? await sessionById(context).load(input.sessionId) : null;
  if (input.sessionId && session?.editionId !== input.editionId) {
    throw new NotFound('Session', input.sessionId);
  }
  const wish = wishOf(input, session);
  const edition = await requireEdition({ manager }, input.editionId);
  const venues = await wishedVenues(manager, wish.venueIds);
  const site = await readSite(manager, edition, venues, wish, context.clock.now());
  const best: ScoredSlot[] = [];
  for (const slot of scored(site, wish, freeSlots(site, wish).slots)) {
    if (best.length === input.first) {
      break;
    }
    if (!best.some((better) => better.venue.id === slot.venue.id && overlap(better, slot))) {
      best.push(slot);
    }
  }
  return best;
}

/** What is left out is as it is in the session that is to be moved. */
function wishOf(input: SuggestSlotsInput, session: Session | null): Wish {
  const minutes = input.minutes ?? (session && Math.ceil((+session.endsAt - +session.startsAt) / 60_000));
  if (!minutes) {
    throw new BadUserInput([{ path: 'minutes', rule: 'must be given for a session that is not placed yet' }]);
  }
  return {
    minutes,
    kind: input.kind ?? session?.kind ?? null,
    capacity: input.capacity ?? session?.capacity ?? null,
    venueIds: input.venueIds ?? null,
    performerIds: input.performerIds ?? session?.performerIds ?? [],
    exhibitorIds: input.exhibitorIds ?? session?.exhibitorIds ?? [],
    trainerIds: input.trainerIds ?? session?.trainerIds ?? [],
    within: input.within ? { startsAt: input.within.from, endsAt: input.within.to } : null,
    moving: session && {
      sessionId: session.id,
      venueId: session.venueId,
      startsAt: session.startsAt,
      endsAt: session.endsAt,
    },
  };
}
