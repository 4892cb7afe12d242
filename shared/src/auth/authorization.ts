import type { AuthCheckerFn } from 'type-graphql';
import { Forbidden, Unauthenticated } from '../errors/index.js';
import type { Principal, Role } from './principal.js';

/** What stands behind `@Authorized('admin', …)` on the schema. Nobody without a token passes; without roles named, any token does. */
export const mayDo: AuthCheckerFn<{ principal: Principal }, Role> = ({ context: { principal } }, allowed) => {
  if (allowed.length > 0 ? allowed.includes(principal.role) : principal.role !== 'visitor') {
    return true;
  }
  throw principal.id === 'anonymous' ? new Unauthenticated() : new Forbidden();
};

/** Whether the principal is the organiser or acts for this exhibitor. */
export function actsFor(principal: Principal, exhibitorId: string): boolean {
  return principal.role === 'admin' || (principal.role === 'exhibitor' && principal.exhibitorId === exhibitorId);
}

/** @throws Forbidden unless the principal is the organiser or acts for this exhibitor. */
export function requireActsFor(principal: Principal, exhibitorId: string): void {
  if (!actsFor(principal, exhibitorId)) {
    throw principal.id === 'anonymous'
      ? new Unauthenticated()
      : new Forbidden('An exhibitor reads and changes only what is its own.');
  }
}
