import { roles, type Principal, type Role } from '@maarad/shared/auth/principal';

/** Asked for a token that nobody at the fair could bear. */
export class UnknownRole extends Error {}

/** For these roles, the option that says whom their bearer acts for. */
const actingFor = { exhibitor: 'exhibitorId', partner: 'partnerId', trainer: 'trainerId' } as const;

type Acting = keyof typeof actingFor;

/**
 * Who the token of a command line is for.
 *
 * @throws UnknownRole when the role is none of the fair's, or lacks the id that it needs, or has one that it does not.
 */
export function tokenPrincipal(words: string[], ids: Partial<Record<Acting, string>>): Principal {
  const [role, ...more] = words;
  if (!isRole(role) || more.length > 0) {
    throw new UnknownRole(`Name one role: ${roles.join(', ')}.`);
  }
  const needed = role in actingFor ? (role as Acting) : undefined;
  const foreign = Object.keys(ids).filter((name) => name !== needed);
  if (foreign.length > 0) {
    throw new UnknownRole(`The role ${role} takes no --${foreign[0]}.`);
  }
  if (!needed) {
    return { id: role, role };
  }
  const id = ids[needed];
  if (!id) {
    throw new UnknownRole(`The role ${role} needs --${needed} ID.`);
  }
  return { id: `${role}:${id}`, role, [actingFor[needed]]: id };
}

const isRole = (word: string | undefined): word is Role => (roles as readonly (string | undefined)[]).includes(word);
