import type { SubgraphOptions } from '@maarad/shared/graphql';
import { AffiliationResolver } from './affiliations/affiliation.resolver.js';
import { PerformerAvailabilityResolver, VenueAvailabilityResolver } from './availability/availability.resolver.js';
import { ConflictsResolver, SessionOverridesResolver } from './conflicts/conflicts.resolver.js';
import { SessionCalendarResolver } from './calendars/session-calendar.resolver.js';
import { performerById } from './performers/performer.reference.js';
import { PerformerResolver } from './performers/performer.resolver.js';
import { EditionResolver } from './programme/edition.resolver.js';
import { ExhibitorResolver } from './programme/exhibitor.resolver.js';
import { ConcernedPartyResolver, ReleaseConcernedResolver } from './concerned/concerned-party.resolver.js';
import { ReleaseResolver } from './releases/release.resolver.js';
import { ReleasedSessionResolver, ReleasesOfEditionResolver } from './releases/released-programme.resolver.js';
import { SessionPlaceResolver } from './releases/session-move.js';
import { reservationFor } from './seats/reservation.reference.js';
import { ReservationResolver } from './seats/reservation.resolver.js';
import { SeatsOfSessionResolver } from './seats/seats-of-session.resolver.js';
import { sessionById } from './sessions/session.reference.js';
import { SessionResolver } from './sessions/session.resolver.js';
import { ProgrammeFillResolver, SuggestionsResolver } from './suggestions/suggestions.resolver.js';
import { venueById } from './venues/venue.reference.js';
import { VenueResolver } from './venues/venue.resolver.js';

export const subgraph: SubgraphOptions = {
  resolvers: [
    VenueResolver,
    PerformerResolver,
    SessionResolver,
    EditionResolver,
    ExhibitorResolver,
    ReleaseResolver,
    ReleaseConcernedResolver,
    ConcernedPartyResolver,
    ReleasedSessionResolver,
    ReleasesOfEditionResolver,
    SessionPlaceResolver,
    ConflictsResolver,
    SessionOverridesResolver,
    SuggestionsResolver,
    ProgrammeFillResolver,
    ReservationResolver,
    SeatsOfSessionResolver,
    SessionCalendarResolver,
    PerformerAvailabilityResolver,
    VenueAvailabilityResolver,
    AffiliationResolver,
  ],
  references: {
    Venue: ({ id }, context) => venueById(context).load(id),
    Performer: ({ id }, context) => performerById(context).load(id),
    Session: ({ id }, context) => sessionById(context).load(id),
    Reservation: ({ id }, context) => reservationFor(context, id),
    Edition: ({ id }) => ({ id }),
    Exhibitor: ({ id }) => ({ id }),
  },
};
