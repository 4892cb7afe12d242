import { z } from 'zod';
import { Unauthenticated } from '../errors/index.js';
import { anonymous, roles, type Principal, type Role } from './principal.js';

/** The claim without which a role means nothing: whom its bearer acts for. */
const actingAs = {
  exhibitor: 'exhibitorId',
  trainer: 'trainerId',
  partner: 'partnerId',
} as const satisfies Partial<Record<Role, keyof Principal>>;

const claimsSchema = z.object({
  sub: z.string().min(1).max(255),
  role: z.enum(roles).optional(),
  realm_access: z.object({ roles: z.array(z.string()) }).optional(),
  exhibitorId: z.string().min(1).optional(),
  trainerId: z.string().min(1).optional(),
  partnerId: z.string().min(1).optional(),
});

/**
 * Reads a verified token's claims. The role comes from `role`, else from Keycloak's `realm_access.roles` (the one that may
 * most), else it is `visitor`.
 *
 * @throws Unauthenticated when the claims are not those of someone at the fair.
 */
export function principalFromClaims(claims: unknown): Principal {
  const { success, data } = claimsSchema.safeParse(claims);
  if (!success || data.sub === anonymous.id) {
    throw new Unauthenticated('The token says neither who its bearer is nor a role of the fair.');
  }
  const role = data.role ?? roles.find((known) => data.realm_access?.roles.includes(known)) ?? 'visitor';
  const claim = role in actingAs ? actingAs[role as keyof typeof actingAs] : undefined;
  if (!claim) {
    return Object.freeze({ id: data.sub, role });
  }
  const actingFor = data[claim];
  if (!actingFor) {
    throw new Unauthenticated(`The token of the role ${role} lacks the claim ${claim}.`);
  }
  return Object.freeze({ id: data.sub, role, [claim]: actingFor });
}
