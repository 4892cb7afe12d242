import 'reflect-metadata';
import { EditionFacts, Participant, Projections1700000001000 } from '@maarad/shared/projections';
import type { ServiceDefinition } from '@maarad/shared/runtime';
import { AttendanceEntry } from './attendance/attendance-entry.entity.js';
import { AttendanceMark } from './attendance/attendance-mark.entity.js';
import { Enrolment } from './enrolments/enrolment.entity.js';
import { lapsedOffers } from './enrolments/lapse-offers.js';
import { Feedback } from './feedback/feedback.entity.js';
import { handlers } from './handlers.js';
import { Opening1700000040000 } from './migrations/1700000040000-opening.js';
import { Waitlist1700000041000 } from './migrations/1700000041000-waitlist.js';
import { Attendance1700000042000 } from './migrations/1700000042000-attendance.js';
import { Feedback1700000044000 } from './migrations/1700000044000-feedback.js';
import { Series1700000044100 } from './migrations/1700000044100-series.js';
import { subgraph } from './schema.js';
import { Trainer } from './trainers/trainer.entity.js';
import { Workshop } from './workshops/workshop.entity.js';

export const trainingService: ServiceDefinition = {
  name: 'training',
  entities: [EditionFacts, Participant, Trainer, Workshop, Enrolment, AttendanceMark, AttendanceEntry, Feedback],
  migrations: [
    Projections1700000001000,
    Opening1700000040000,
    Waitlist1700000041000,
    Attendance1700000042000,
    Feedback1700000044000,
    Series1700000044100,
  ],
  subgraph,
  handlers,
  chores: [lapsedOffers],
};
