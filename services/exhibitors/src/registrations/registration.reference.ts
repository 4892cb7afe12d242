import { actsFor } from '@maarad/shared/auth';
import { entityLoader, type Context } from '@maarad/shared/graphql';
import { Registration } from './registration.entity.js';

export const registrationById = entityLoader(Registration);

/** A registration, for those who may see it: null for all others, as if there were none. */
export async function visibleRegistration(context: Context, id: string): Promise<Registration | null> {
  const registration = await registrationById(context).load(id);
  return registration && actsFor(context.principal, registration.exhibitorId) ? registration : null;
}
