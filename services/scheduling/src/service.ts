import 'reflect-metadata';
import { EditionFacts, Participant, Projections1700000001000 } from '@maarad/shared/projections';
import type { ServiceDefinition } from '@maarad/shared/runtime';
import { Affiliation } from './affiliations/affiliation.entity.js';
import { Availability } from './availability/availability.entity.js';
import { Booking } from './bookings/booking.entity.js';
import { JurySitting } from './conflicts/duties/jury-sitting.entity.js';
import { ProgrammeRules } from './conflicts/programme-rules.entity.js';
import { RuleOverride } from './conflicts/rule-override.entity.js';
import { StandDuty } from './conflicts/duties/stand-duty.entity.js';
import { calendarRoute } from './calendars/calendar.route.js';
import { figures } from './figures.js';
import { handlers } from './handlers.js';
import { Opening1700000020000 } from './migrations/1700000020000-opening.js';
import { Releases1700000022000 } from './migrations/1700000022000-releases.js';
import { Seats1700000023000 } from './migrations/1700000023000-seats.js';
import { Rules1700000024000 } from './migrations/1700000024000-rules.js';
import { StandSlices1700000024100 } from './migrations/1700000024100-stand-slices.js';
import { Fills1700000025000 } from './migrations/1700000025000-fills.js';
import { Troupes1700000026000 } from './migrations/1700000026000-troupes.js';
import { Calendars1700000027000 } from './migrations/1700000027000-calendars.js';
import { JuryAndAvailability1700000028000 } from './migrations/1700000028000-jury-and-availability.js';
import { SnapshotsAndConcerned1700000028100 } from './migrations/1700000028100-snapshots-and-concerned.js';
import { WorkshopSeries1700000044000 } from './migrations/1700000044000-workshop-series.js';
import { Affiliations1700000028200 } from './migrations/1700000028200-affiliations.js';
import { WalkingTime1700000028300 } from './migrations/1700000028300-walking-time.js';
import { Performer } from './performers/performer.entity.js';
import { ConcernedParty } from './concerned/concerned-party.entity.js';
import { ProgrammeRelease } from './releases/programme-release.entity.js';
import { ReleasedSession } from './releases/released-session.entity.js';
import { WorkshopEnrolment } from './concerned/workshop-enrolment.entity.js';
import { Reservation } from './seats/reservation.entity.js';
import { subgraph } from './schema.js';
import { Session } from './sessions/session.entity.js';
import { KeptSnapshot } from './snapshots/kept-snapshot.entity.js';
import { KeptSigningKey } from './snapshots/signing-key.entity.js';
import { snapshotRoutes } from './snapshots/snapshot.routes.js';
import { ProgrammeFill } from './suggestions/programme-fill.entity.js';
import { Venue } from './venues/venue.entity.js';
import { CancelledWorkshop } from './workshops/cancelled-workshop.entity.js';

export const schedulingService: ServiceDefinition = {
  name: 'scheduling',
  entities: [
    EditionFacts,
    Participant,
    Venue,
    Performer,
    Session,
    Booking,
    CancelledWorkshop,
    ProgrammeRelease,
    ReleasedSession,
    ConcernedParty,
    WorkshopEnrolment,
    KeptSnapshot,
    KeptSigningKey,
    ProgrammeRules,
    RuleOverride,
    StandDuty,
    JurySitting,
    Availability,
    Affiliation,
    ProgrammeFill,
    Reservation,
  ],
  migrations: [
    Projections1700000001000,
    Opening1700000020000,
    Releases1700000022000,
    Seats1700000023000,
    Rules1700000024000,
    StandSlices1700000024100,
    Fills1700000025000,
    Troupes1700000026000,
    Calendars1700000027000,
    JuryAndAvailability1700000028000,
    WorkshopSeries1700000044000,
    SnapshotsAndConcerned1700000028100,
    Affiliations1700000028200,
    WalkingTime1700000028300,
  ],
  subgraph,
  handlers,
  figures,
  routes: (surroundings) => ({
    'GET /programme.ics': calendarRoute(surroundings),
    ...snapshotRoutes(surroundings),
  }),
};
