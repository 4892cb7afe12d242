import { creatingUseCase, inputHash, type Work } from '@maarad/shared/database';
import { newId } from '@maarad/shared/runtime';
import { Edition } from '../editions/edition.entity.js';
import { AllocationDecision } from './allocation-decision.entity.js';
import { allocationFacts } from './allocation-facts.js';
import { AllocationProposal, AllocationStatus } from './allocation-proposal.entity.js';
import type { ProposeAllocationInput } from './allocation.inputs.js';
import { quotasOf } from './quotas.js';
import {
  allocateGreedily,
  allocateInTurns,
  usualNeighbourWithin,
  usualWeights,
  type Allocation,
  type Problem,
} from './solver/index.js';
import { zonesOf } from './zones.js';

/** Proposes who gets which of the free stands of an edition. Nothing is given: that is for `applyAllocation`. */
export const proposeAllocation = creatingUseCase(
  'proposeAllocation',
  AllocationProposal,
  async (work, { editionId, seed, quotas, zones }: ProposeAllocationInput, { principal, clock }) => {
    const edition = await work.find(Edition, editionId);
    const at = clock.now();
    const { floor, ...facts } = await allocationFacts(work.manager, edition, at);
    const settled = facts.settled.length;
    const atMost = Math.min(facts.applicants.length, facts.free.length) + settled;
    const problem: Problem = {
      ...facts,
      quotas: quotasOf(quotas, atMost),
      zones: zonesOf(zones, floor),
      weights: usualWeights,
      neighbourWithin: usualNeighbourWithin,
    };
    const allocation = await allocateInTurns(problem, seed);
    const proposal = await work.insert(
      Object.assign(new AllocationProposal(), {
        ...{ id: newId(), editionId, seed, status: AllocationStatus.PROPOSED, createdAt: at, createdBy: principal.id },
        ...{ decidedAt: null, decidedBy: null, quotas: allocation.quotas, satisfaction: allocation.satisfaction },
        greedySatisfaction: allocateGreedily(problem, seed).satisfaction,
        problem,
        factsHash: inputHash(problem),
      }),
    );
    await writeDecisions(work, proposal.id, allocation);
    return proposal;
  },
);

/** PostgreSQL takes 65,535 parameters in a statement. */
const rowsInOne = 5_000;

async function writeDecisions(work: Work, proposalId: string, { placements, refusals }: Allocation): Promise<void> {
  const untouched = { proposalId, movedAt: null, movedBy: null };
  const decisions = [
    ...placements.map(({ applicantId, standId, reasons: [deciding, ...met], unmet }) => ({
      ...{ ...untouched, id: newId(), registrationId: applicantId, standId, met, missed: unmet },
      rule: deciding!.rule,
      detail: deciding!.detail,
    })),
    ...refusals.map(({ applicantId, rule, detail }) => ({
      ...{ ...untouched, id: newId(), registrationId: applicantId, standId: null, met: [], missed: [] },
      rule,
      detail,
    })),
  ];
  for (let from = 0; from < decisions.length; from += rowsInOne) {
    await work.manager.insert(AllocationDecision, decisions.slice(from, from + rowsInOne));
  }
}
