import type { Principal } from '@maarad/shared/auth';
import { Forbidden, Unauthenticated } from '@maarad/shared/errors';

/** The exhibitor whose contacts may be seen: the one that asks. Nobody else's, by nobody: not by the organiser either. */
export function exhibitorOf(principal: Principal): string {
  if (principal.role === 'exhibitor' && principal.exhibitorId) {
    return principal.exhibitorId;
  }
  throw principal.id === 'anonymous'
    ? new Unauthenticated()
    : new Forbidden('The contacts left at a stand are for its exhibitor alone.');
}

/** @throws Forbidden unless the principal is this exhibitor. */
export function requireIsExhibitor(principal: Principal, exhibitorId: string): void {
  if (exhibitorOf(principal) !== exhibitorId) {
    throw new Forbidden('The contacts left at a stand are for its exhibitor alone.');
  }
}
