import { In, IsNull, Not, type EntityManager } from 'typeorm';
import { useCase, type Violations } from '@maarad/shared/database';
import { CodedError, Conflict } from '@maarad/shared/errors';
import { Edition } from '../editions/edition.entity.js';
import { giveStands } from '../halls/give-stands.js';
import { Stand } from '../halls/stand.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import { AllocationDecision } from './allocation-decision.entity.js';
import { obstaclesTo } from './allocation-obstacles.js';
import { AllocationProposal, AllocationStatus } from './allocation-proposal.entity.js';
import type { AllocationStepInput } from './allocation.inputs.js';

/**
 * Gives every stand that a proposal places, all or none: each becomes an assignment and is told as one. Applied again, it stays
 * as it is.
 */
export const applyAllocation = useCase(
  async (work, { proposalId }: AllocationStepInput, { principal, clock }) => {
    const proposal = await work.lock(AllocationProposal, proposalId);
    if (proposal.status === AllocationStatus.APPLIED) {
      return proposal;
    }
    const at = clock.now();
    proposal.decide(AllocationStatus.APPLIED, principal.id, at);
    const wanted = await placementsOf(work.manager, proposalId);
    const registrations = await work.manager.find(Registration, {
      where: { id: In(wanted.map(({ registrationId }) => registrationId)) },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    const obstacles = await obstaclesTo(work.manager, wanted, at);
    if (obstacles) {
      throw obstacles;
    }
    const stands = await work.manager.findBy(Stand, { id: In(wanted.map(({ standId }) => standId)) });
    const registrationById = new Map(registrations.map((registration) => [registration.id, registration]));
    const standById = new Map(stands.map((stand) => [stand.id, stand]));
    const seats = wanted.flatMap(({ registrationId, standId }) => {
      const [registration, stand] = [registrationById.get(registrationId), standById.get(standId)];
      return registration && stand ? [{ registration, stand }] : [];
    });
    await giveStands(work, await work.find(Edition, proposal.editionId), seats, at);
    return work.save(proposal);
  },
  {
    violations: {
      stand_slots_one_holder: meanwhile,
      stand_slots_one_stand: meanwhile,
    } satisfies Violations<AllocationStepInput>,
  },
);

async function placementsOf(manager: EntityManager, proposalId: string) {
  const placed = await manager.findBy(AllocationDecision, { proposalId, standId: Not(IsNull()) });
  return placed.flatMap(({ registrationId, standId }) => (standId ? [{ registrationId, standId }] : []));
}

/** Somebody took one of the stands in the very moment. Holds that had run out were out of the way: all that is there counts. */
async function meanwhile({ proposalId }: AllocationStepInput, manager: EntityManager): Promise<CodedError> {
  const found = await obstaclesTo(manager, await placementsOf(manager, proposalId), new Date(0));
  return found ?? new Conflict('Nothing was applied: a stand was taken and freed again meanwhile. Apply it again.', []);
}

/** Puts a proposal aside. Discarded again, it stays as it is. */
export const discardAllocation = useCase(async (work, { proposalId }: AllocationStepInput, { principal, clock }) => {
  const proposal = await work.lock(AllocationProposal, proposalId);
  if (proposal.status !== AllocationStatus.DISCARDED) {
    proposal.decide(AllocationStatus.DISCARDED, principal.id, clock.now());
    await work.save(proposal);
  }
  return proposal;
});
