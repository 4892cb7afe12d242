import type { Principal } from '@maarad/shared/auth';
import { Forbidden, Unauthenticated } from '@maarad/shared/errors';

/** Whether the principal is the organiser or one of these trainers. */
export function leads({ role, trainerId }: Principal, trainerIds: readonly string[]): boolean {
  return role === 'admin' || (role === 'trainer' && trainerId !== undefined && trainerIds.includes(trainerId));
}

/** @throws Forbidden unless the principal is the organiser or one of these trainers. */
export function requireLeads(principal: Principal, trainerIds: readonly string[]): void {
  if (!leads(principal, trainerIds)) {
    throw principal.id === 'anonymous'
      ? new Unauthenticated()
      : new Forbidden('That is for the trainers of the workshop and the organiser.');
  }
}
