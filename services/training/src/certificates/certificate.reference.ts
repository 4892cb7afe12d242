import { In } from 'typeorm';
import { defineLoader, entityLoader, inOrderOf, type Context } from '@maarad/shared/graphql';
import { visibleEnrolment } from '../enrolments/enrolment.reference.js';
import { Certificate } from './certificate.entity.js';

const certificateById = entityLoader(Certificate);

/** A certificate, for those who may see its enrolment: null for all others, as if there were none. */
export async function visibleCertificate(context: Context, id: string): Promise<Certificate | null> {
  const certificate = await certificateById(context).load(id);
  return certificate && (await visibleEnrolment(context, certificate.enrolmentId)) ? certificate : null;
}

export const certificateOfEnrolment = defineLoader(async (enrolmentIds: readonly string[], { database }) => {
  const certificates = await database.getRepository(Certificate).findBy({ enrolmentId: In([...enrolmentIds]) });
  return inOrderOf(enrolmentIds, certificates, ({ enrolmentId }) => enrolmentId);
});
