import 'reflect-metadata';
import { randomBytes } from 'node:crypto';
import { EditionFacts, Participant, Projections1700000001000 } from '@maarad/shared/projections';
import type { ServiceDefinition } from '@maarad/shared/runtime';
import { AttendanceEntry } from './attendance/attendance-entry.entity.js';
import { AttendanceMark } from './attendance/attendance-mark.entity.js';
import { CertificateIssuer } from './certificates/certificate-issuer.js';
import { Certificate } from './certificates/certificate.entity.js';
import { certificatesRoute } from './certificates/certificates.route.js';
import { Enrolment } from './enrolments/enrolment.entity.js';
import { lapsedOffers } from './enrolments/lapse-offers.js';
import { Feedback } from './feedback/feedback.entity.js';
import { figures } from './figures.js';
import { handlers } from './handlers.js';
import { Opening1700000040000 } from './migrations/1700000040000-opening.js';
import { Waitlist1700000041000 } from './migrations/1700000041000-waitlist.js';
import { Attendance1700000042000 } from './migrations/1700000042000-attendance.js';
import { Certificates1700000043000 } from './migrations/1700000043000-certificates.js';
import { Feedback1700000044000 } from './migrations/1700000044000-feedback.js';
import { Series1700000044100 } from './migrations/1700000044100-series.js';
import { WorkshopTerms1700000044200 } from './migrations/1700000044200-workshop-terms.js';
import { TopicWaits1700000044300 } from './migrations/1700000044300-topic-waits.js';
import { subgraphOf } from './schema.js';
import { topicOffers } from './topic-waits/offer-topic-places.js';
import { TopicWait } from './topic-waits/topic-wait.entity.js';
import { Trainer } from './trainers/trainer.entity.js';
import { Workshop } from './workshops/workshop.entity.js';

export const trainingServiceOf = (issuer: CertificateIssuer): ServiceDefinition => ({
  name: 'training',
  entities: [
    EditionFacts,
    Participant,
    Trainer,
    Workshop,
    Enrolment,
    AttendanceMark,
    AttendanceEntry,
    Feedback,
    TopicWait,
    Certificate,
  ],
  migrations: [
    Projections1700000001000,
    Opening1700000040000,
    Waitlist1700000041000,
    Attendance1700000042000,
    Certificates1700000043000,
    Feedback1700000044000,
    Series1700000044100,
    WorkshopTerms1700000044200,
    TopicWaits1700000044300,
  ],
  subgraph: subgraphOf(issuer),
  handlers,
  figures,
  chores: [lapsedOffers, topicOffers],
  routes: (surroundings) => ({ 'GET /certificates/*': certificatesRoute({ ...surroundings, issuer }) }),
});

/** For its schema and for tests: whatever it signs is signed with a key that is made here and kept nowhere. */
export const trainingService = trainingServiceOf(
  new CertificateIssuer({ key: randomBytes(32).toString('hex'), publicUrl: 'https://fair.test' }),
);
