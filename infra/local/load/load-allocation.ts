import type { FairData } from '../fair-data.js';
import type { GraphClient, Refused } from './graph-client.js';
import type { LoadedExhibitors } from './load-exhibitors.js';
import { mutateEach } from './mutate-each.js';

const done = ({ code }: Refused) => code === 'ILLEGAL_TRANSITION';

/** What exhibitors wish, a proposal under the organiser's rules, what the organiser changes in it; then all stands are given at once. */
export async function loadAllocation(
  graph: GraphClient,
  { allocation }: FairData,
  { editionId, exhibitorIds }: LoadedExhibitors,
  { standIds, registrationIds }: { standIds: Map<string, string>; registrationIds: Map<string, string | undefined> },
): Promise<void> {
  const idsOf = (keys: string[] = []) => keys.map((key) => exhibitorIds.get(key));
  const wishes = allocation.wishes.map(({ exhibitor, near, apart, ...wishes }) => ({
    registrationId: registrationIds.get(exhibitor),
    wishes: { ...wishes, near: idsOf(near), apart: idsOf(apart) },
  }));
  await mutateEach(graph, 'setAllocationWishes', 'SetAllocationWishesInput', wishes, { done });
  const { key, seed, quotas, zones } = allocation;
  const [proposal] = await mutateEach(graph, 'proposeAllocation', 'ProposeAllocationInput', [
    { idempotencyKey: key, editionId, seed, quotas, zones },
  ]);
  const proposalId = proposal?.id;
  const moves = allocation.moves.map(({ exhibitor, stand, reason }) => ({
    ...{ proposalId, registrationId: registrationIds.get(exhibitor), standId: standIds.get(stand) },
    reason: reason.ar,
  }));
  await mutateEach(graph, 'moveInAllocation', 'MoveInAllocationInput', moves, { done });
  await mutateEach(graph, 'applyAllocation', 'AllocationStepInput', [{ proposalId }], { done });
}
