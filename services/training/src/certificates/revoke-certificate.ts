import { certificateRevoked } from '@maarad/shared/contracts';
import { useCase } from '@maarad/shared/database';
import { Enrolment } from '../enrolments/enrolment.entity.js';
import { tellEnrolments } from '../enrolments/tell-enrolments.js';
import { Workshop } from '../workshops/workshop.entity.js';
import { Certificate } from './certificate.entity.js';
import type { RevokeCertificateInput } from './certificate.inputs.js';

/** Takes a certificate back: from now on its check says so. The reason stays here. */
export const revokeCertificate = useCase(async (work, { certificateId, reason }: RevokeCertificateInput, { clock }) => {
  const certificate = await work.lock(Certificate, certificateId);
  const at = clock.now();
  certificate.revoke(reason.trim(), at);
  await work.save(certificate);
  const workshop = await work.find(Workshop, certificate.workshopId);
  const enrolment = await work.find(Enrolment, certificate.enrolmentId);
  await tellEnrolments(work, [workshop], [enrolment], at, ({ id: enrolmentId }, facts, about) =>
    certificateRevoked(certificate.id, { ...facts, enrolmentId }, about),
  );
  return certificate;
});
