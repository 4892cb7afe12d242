import { In } from 'typeorm';
import { actsFor } from '@maarad/shared/auth';
import { pagesByParent } from '@maarad/shared/database';
import {
  defineLoader,
  defineLoaderWithArgs,
  entityLoader,
  inOrderOf,
  type Context,
  type PageArgs,
} from '@maarad/shared/graphql';
import { holdingsOfStand } from '../halls/hall.loaders.js';
import { AllocationDecision } from './allocation-decision.entity.js';
import { AllocationProposal, AllocationStatus } from './allocation-proposal.entity.js';
import { AllocationWishes } from './allocation-wishes.entity.js';

export const proposalById = entityLoader(AllocationProposal);

/** A proposal, for the organiser: null for all others, as if there were none. */
export const visibleProposal = (context: Context, id: string) =>
  context.principal.role === 'admin' ? proposalById(context).load(id) : null;

const decisionsOfProposal = (where: string) =>
  defineLoaderWithArgs((parentIds, args: PageArgs, { database }) =>
    pagesByParent(database.manager, AllocationDecision, {
      ...{ parent: 'proposalId', parentIds, args, order: { by: ['id'] } },
      where: (query) => query.andWhere(where),
    }),
  );

export const placementsOfProposal = decisionsOfProposal('row.standId IS NOT NULL');
export const refusalsOfProposal = decisionsOfProposal('row.standId IS NULL');

/** What each proposal was made from. */
export const factsOfProposal = defineLoader(async (ids: readonly string[], { database }) => {
  const proposals = await database
    .getRepository(AllocationProposal)
    .find({ where: { id: In(ids) }, select: { id: true, problem: true } });
  return inOrderOf(ids, proposals, ({ id }) => id).map((proposal) => proposal?.problem ?? null);
});

/** What the allocation that was applied last decided on each registration. */
export const appliedDecisions = defineLoader(async (registrationIds: readonly string[], { database }) => {
  const decisions = await database
    .getRepository(AllocationDecision)
    .createQueryBuilder('decision')
    .innerJoin(AllocationProposal, 'proposal', 'proposal.id = decision.proposalId AND proposal.status = :applied', {
      applied: AllocationStatus.APPLIED,
    })
    .where('decision.registrationId IN (:...registrationIds)', { registrationIds })
    .orderBy('proposal.decidedAt')
    .addOrderBy('decision.id')
    .getMany();
  return inOrderOf(registrationIds, decisions, ({ registrationId }) => registrationId);
});

/** The decision by which one of those who have a stand got it, for that one and the organiser. */
export async function visiblePlacementOf(context: Context, standId: string): Promise<AllocationDecision | null> {
  const holdings = await holdingsOfStand(context).load(standId);
  const own = holdings.filter(({ exhibitorId }) => actsFor(context.principal, exhibitorId));
  const decisions = await Promise.all(own.map(({ registrationId }) => appliedDecisions(context).load(registrationId)));
  return decisions.find((decision) => decision?.standId === standId) ?? null;
}

export const wishesOfRegistration = defineLoader(async (registrationIds: readonly string[], { database }) => {
  const wishes = await database.getRepository(AllocationWishes).findBy({ registrationId: In(registrationIds) });
  return inOrderOf(registrationIds, wishes, ({ registrationId }) => registrationId);
});
