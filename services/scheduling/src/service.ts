import 'reflect-metadata';
import { EditionFacts, Participant, Projections1700000001000 } from '@maarad/shared/projections';
import type { ServiceDefinition } from '@maarad/shared/runtime';
import { Booking } from './bookings/booking.entity.js';
import { handlers } from './handlers.js';
import { Opening1700000020000 } from './migrations/1700000020000-opening.js';
import { Performer } from './performers/performer.entity.js';
import { subgraph } from './schema.js';
import { Session } from './sessions/session.entity.js';
import { Venue } from './venues/venue.entity.js';
import { CancelledWorkshop } from './workshops/cancelled-workshop.entity.js';

export const schedulingService: ServiceDefinition = {
  name: 'scheduling',
  entities: [EditionFacts, Participant, Venue, Performer, Session, Booking, CancelledWorkshop],
  migrations: [Projections1700000001000, Opening1700000020000],
  subgraph,
  handlers,
};
