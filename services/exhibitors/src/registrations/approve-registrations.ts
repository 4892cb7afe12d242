import { CodedError } from '@maarad/shared/errors';
import type { Context } from '@maarad/shared/graphql';
import { approveRegistration } from './approve-registration.js';
import type { ApproveRegistrationsInput, RegistrationDecision } from './registration.inputs.js';

/** Approves many, each in a transaction of its own: what one is refused for does not keep the others. */
export async function approveRegistrations(
  context: Context,
  { registrationIds, reason }: ApproveRegistrationsInput,
): Promise<RegistrationDecision[]> {
  const decisions: RegistrationDecision[] = [];
  for (const id of registrationIds) {
    decisions.push(await decide(context, id, reason));
  }
  return decisions;
}

async function decide(context: Context, id: string, reason: string | undefined): Promise<RegistrationDecision> {
  try {
    return { id, registration: await approveRegistration(context, { registrationId: id, reason }), error: null };
  } catch (error) {
    if (error instanceof CodedError) {
      return { id, registration: null, error: { code: error.code, message: error.message } };
    }
    throw error;
  }
}
