import type { Principal } from '@maarad/shared/auth';

/** Whether the principal is the organiser or acts for this partner. */
export function actsForPartner({ role, partnerId }: Principal, wanted: string): boolean {
  return role === 'admin' || (role === 'partner' && partnerId === wanted);
}
