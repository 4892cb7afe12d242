import { useCase } from '@maarad/shared/database';
import { newId } from '@maarad/shared/runtime';
import { Session } from '../sessions/session.entity.js';
import { ConflictSeverity } from './conflict-rule.js';
import { presentConflicts } from './present-conflicts.js';
import { RuleOverride } from './rule-override.entity.js';
import type { OverrideRulesInput } from './rules.inputs.js';
import { requireWeighed } from './require-weighed.js';

/**
 * Lets a session that is scheduled already break rules, as it stands: when what is in its way came after it. Where nothing blocks,
 * or it was let through before, nothing is kept.
 */
export const overrideRules = useCase(
  async (work, { sessionId, override: { rules, reason } }: OverrideRulesInput, { principal, clock }) => {
    requireWeighed(rules, 'override.rules');
    const session = await work.lock(Session, sessionId);
    const [conflicts = []] = await presentConflicts(work.manager, [session.editionId]);
    const lifted = conflicts.filter(
      ({ severity, rule, sessions }) =>
        severity === ConflictSeverity.BLOCK && rules.includes(rule) && sessions.some(({ id }) => id === sessionId),
    );
    if (lifted.length > 0) {
      const { venueId, startsAt, endsAt } = session;
      await work.insert(
        Object.assign(new RuleOverride(), {
          ...{ id: newId(), sessionId, venueId, startsAt, endsAt, reason: reason.trim() },
          ...{ by: principal.id, at: clock.now() },
          rules: lifted.map(({ rule }) => rule),
          things: lifted.flatMap(({ things }) => things),
        }),
      );
    }
    return session;
  },
);
