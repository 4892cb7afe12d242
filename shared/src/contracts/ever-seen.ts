import type { Principal } from '../auth/principal.js';
import { CodedError } from '../errors/index.js';
import { neverSeen } from './may-see.js';

/** @throws CodedError FORBIDDEN naming the types that somebody in this role never sees: it would wait for them in vain. */
export function requireEverSeen(types: readonly string[] | null | undefined, principal: Pick<Principal, 'role'>): void {
  const never = neverSeen(types ?? [], principal);
  if (never.length > 0) {
    throw new CodedError('FORBIDDEN', `This is not for you to see: ${never.join(', ')}.`, { types: never });
  }
}
