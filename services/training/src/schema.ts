import type { SubgraphOptions } from '@maarad/shared/graphql';
import { isId } from '@maarad/shared/runtime';
import { AttendanceOfWorkshopResolver, AttendanceResolver } from './attendance/attendance.resolver.js';
import { TerritoryTrainingResolver } from './attendance/territory-training.resolver.js';
import { CertificateIssuer } from './certificates/certificate-issuer.js';
import { CertificateOfEnrolmentResolver, CertificateResolver } from './certificates/certificate.resolver.js';
import { visibleCertificate } from './certificates/certificate.reference.js';
import { visibleEnrolment } from './enrolments/enrolment.reference.js';
import { EnrolmentResolver } from './enrolments/enrolment.resolver.js';
import { EnrolmentsOfExhibitorResolver } from './enrolments/enrolments-of-exhibitor.resolver.js';
import { Territory } from './external/territory.stub.js';
import { FeedbackOfWorkshopResolver, FeedbackResolver } from './feedback/feedback.resolver.js';
import { SkillsOfExhibitorResolver } from './skills/skills-of-exhibitor.resolver.js';
import { TopicWaitResolver, TopicWaitsOfExhibitorResolver } from './topic-waits/topic-wait.resolver.js';
import { trainerById } from './trainers/trainer.reference.js';
import { TrainerResolver } from './trainers/trainer.resolver.js';
import { workshopById } from './workshops/workshop.reference.js';
import { WorkshopResolver } from './workshops/workshop.resolver.js';
import { WorkshopsOfEditionResolver } from './workshops/workshops-of-edition.resolver.js';

/** The subgraph, whose certificates this issuer signs. */
export const subgraphOf = (issuer: CertificateIssuer): SubgraphOptions => ({
  resolvers: [
    WorkshopResolver,
    WorkshopsOfEditionResolver,
    TrainerResolver,
    EnrolmentResolver,
    EnrolmentsOfExhibitorResolver,
    AttendanceResolver,
    AttendanceOfWorkshopResolver,
    TerritoryTrainingResolver,
    FeedbackResolver,
    FeedbackOfWorkshopResolver,
    TopicWaitResolver,
    TopicWaitsOfExhibitorResolver,
    SkillsOfExhibitorResolver,
    CertificateResolver,
    CertificateOfEnrolmentResolver,
  ],
  instances: [new CertificateResolver(issuer)],
  orphanedTypes: [Territory],
  references: {
    Workshop: ({ id }, context) => workshopById(context).load(id),
    Trainer: ({ id }, context) => trainerById(context).load(id),
    Enrolment: ({ id }, context) => visibleEnrolment(context, id),
    Certificate: ({ id }, context) => visibleCertificate(context, id),
    Edition: ({ id }) => (isId(id) ? { id } : null),
    Territory: (reference) => reference,
    Exhibitor: ({ id }) => (isId(id) ? { id } : null),
  },
});
