import type { EntityManager } from 'typeorm';
import { useCase, type Work } from '@maarad/shared/database';
import { BadUserInput, Conflict } from '@maarad/shared/errors';
import { StandHolding, stillHeld } from '../halls/stand-holding.entity.js';
import { AllocationDecision } from './allocation-decision.entity.js';
import { AllocationProposal } from './allocation-proposal.entity.js';
import type { MoveInAllocationInput } from './allocation.inputs.js';
import { assess, belongsTo, brokenRule, withinMost, type Problem } from './solver/index.js';

type Seats = Map<string, string>;

/**
 * The organiser gives a registration another stand of a proposal, or none. Who has that stand there gets what the one moved had:
 * its stand, or none. Hard rules are kept; the least of a quota may be broken, and `quotas` says so.
 */
export const moveInAllocation = useCase(async (work, input: MoveInAllocationInput, { principal, clock }) => {
  const proposal = await work.lock(AllocationProposal, input.proposalId);
  proposal.requireOpen();
  const decisions = await work.manager.findBy(AllocationDecision, { proposalId: proposal.id });
  const moved = decisions.find(({ registrationId }) => registrationId === input.registrationId);
  if (!moved) {
    throw new BadUserInput([{ path: 'registrationId', rule: 'must be a registration that the proposal decides on' }]);
  }
  const standId = input.standId ?? null;
  if (moved.standId === standId) {
    return proposal;
  }
  const problem = await problemOf(work.manager, proposal.id);
  const displaced = decisions.find((other) => standId !== null && other.standId === standId);
  const before = seatsOf(decisions);
  const given = { rule: 'BY_ORGANISER', movedAt: clock.now(), movedBy: principal.id } as const;
  if (displaced) {
    Object.assign(displaced, { ...given, standId: moved.standId, detail: `Gave way to another: ${input.reason}` });
  }
  Object.assign(moved, { ...given, standId, detail: input.reason });
  const after = seatsOf(decisions);
  for (const { registrationId } of displaced ? [moved, displaced] : [moved]) {
    requireFit(problem, registrationId, after.get(registrationId));
  }
  requireQuotas(problem, before, after);
  if (standId !== null) {
    await requireFree(work, standId, given.movedAt);
  }
  const { merits, quotas, satisfaction } = assess(problem, after);
  await rewrite(work, decisions, merits);
  return work.save(Object.assign(proposal, { quotas, satisfaction }));
});

async function problemOf(manager: EntityManager, id: string): Promise<Problem> {
  const { problem } = await manager.findOneOrFail(AllocationProposal, {
    where: { id },
    select: { id: true, problem: true },
  });
  return problem;
}

const seatsOf = (decisions: AllocationDecision[]): Seats =>
  new Map(decisions.flatMap(({ registrationId, standId }) => (standId ? [[registrationId, standId]] : [])));

/** @throws Conflict naming the hard rule that keeps a registration from its stand. */
function requireFit({ applicants, free, zones }: Problem, registrationId: string, standId: string | undefined): void {
  if (standId === undefined) {
    return;
  }
  const stand = free.find(({ id }) => id === standId);
  const applicant = applicants.find(({ id }) => id === registrationId);
  if (!stand || !applicant) {
    throw new BadUserInput([{ path: 'standId', rule: 'must be a stand that was free when the proposal was made' }]);
  }
  const rule = brokenRule(applicant, stand, zones);
  if (rule) {
    const { id, code } = stand;
    throw new Conflict(
      `Stand ${code} is not for registration ${registrationId}: ${rule}.`,
      [{ type: 'Stand', id, name: code }],
      {
        rule,
        registrationId,
      },
    );
  }
}

/** @throws Conflict naming the quota of which more than its most would have a stand. */
function requireQuotas({ applicants, settled, quotas }: Problem, before: Seats, after: Seats): void {
  for (const quota of quotas) {
    const group = applicants.filter((applicant) => belongsTo(applicant, quota.group));
    const already = settled.filter(({ applicant }) => belongsTo(applicant, quota.group)).length;
    const count = (seats: Seats) => already + group.filter(({ id }) => seats.has(id)).length;
    if (count(after) > count(before) && !withinMost(quota, count(after))) {
      throw new Conflict(`Quota ${quota.code} lets ${quota.max} have a stand, and so many have one.`, [], {
        rule: 'QUOTA_MAX',
        quota: quota.code,
      });
    }
  }
}

/** @throws Conflict naming who has got the stand since the proposal was made. */
async function requireFree(work: Work, standId: string, at: Date): Promise<void> {
  const holding = await work.manager.findOneBy(StandHolding, stillHeld({ standId }, at) as never);
  if (holding) {
    throw new Conflict('The stand has been taken since the proposal was made.', [
      { type: 'Exhibitor', id: holding.exhibitorId },
    ]);
  }
}

/** One who moves changes what others have beside them, so what each has of its wishes is said anew; all in one statement. */
async function rewrite(
  work: Work,
  decisions: AllocationDecision[],
  merits: ReturnType<typeof assess>['merits'],
): Promise<void> {
  const rows = decisions.map(({ id, registrationId, standId, rule, detail, movedAt, movedBy }) => {
    const { reasons = [], unmet = [] } = merits.get(registrationId) ?? {};
    return { id, standId, rule, detail, movedAt, movedBy, met: reasons, missed: unmet };
  });
  await work.manager.query(
    `UPDATE allocation_decisions decision
     SET stand_id = "standId", rule = given.rule, detail = given.detail, met = given.met, missed = given.missed,
       moved_at = "movedAt", moved_by = "movedBy"
     FROM jsonb_to_recordset($1::jsonb) AS given
       (id uuid, "standId" uuid, rule text, detail text, met jsonb, missed jsonb, "movedAt" timestamptz, "movedBy" text)
     WHERE decision.id = given.id
       AND (decision.stand_id, decision.met, decision.missed) IS DISTINCT FROM ("standId", given.met, given.missed)`,
    [JSON.stringify(rows)],
  );
}
