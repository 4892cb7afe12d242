import type { InputProblem } from '@maarad/shared/errors';
import type { MembershipInput } from './exhibitor.inputs.js';

/** Women and youth are among the members, so neither can be more than all. */
export function membershipProblems(members: MembershipInput | undefined): InputProblem[] {
  return (['women', 'youth'] as const).flatMap((group) =>
    members && members[group] > members.total
      ? [{ path: `members.${group}`, rule: 'must not be more than total' }]
      : [],
  );
}
