import 'reflect-metadata';
import type { ServiceDefinition } from '@maarad/shared/runtime';
import { Edition } from './editions/edition.entity.js';
import { Exhibitor } from './exhibitors/exhibitor.entity.js';
import { Hall } from './halls/hall.entity.js';
import { StandHolding } from './halls/stand-holding.entity.js';
import { Stand } from './halls/stand.entity.js';
import { handlers } from './handlers.js';
import { Opening1700000010000 } from './migrations/1700000010000-opening.js';
import { Registration } from './registrations/registration.entity.js';
import { subgraph } from './schema.js';

export const exhibitorsService: ServiceDefinition = {
  name: 'exhibitors',
  entities: [Edition, Exhibitor, Hall, Stand, StandHolding, Registration],
  migrations: [Opening1700000010000],
  subgraph,
  handlers,
};
