import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { actsFor } from '@maarad/shared/auth';
import { page } from '@maarad/shared/database';
import { Json, PageArgs, type Context } from '@maarad/shared/graphql';
import { Edition } from '../editions/edition.entity.js';
import { editionById } from '../editions/edition.reference.js';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { exhibitorById } from '../exhibitors/exhibitor.reference.js';
import { standById } from '../halls/hall.loaders.js';
import { Stand } from '../halls/stand.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import { visibleRegistration } from '../registrations/registration.reference.js';
import { AllocationDecision } from './allocation-decision.entity.js';
import { AllocationProposal } from './allocation-proposal.entity.js';
import { AllocationReason } from './allocation-rule.js';
import { AllocationWishes } from './allocation-wishes.entity.js';
import {
  AllocationDecisionConnection,
  AllocationProposalConnection,
  AllocationStepInput,
  MoveInAllocationInput,
  ProposeAllocationInput,
  SetAllocationWishesInput,
} from './allocation.inputs.js';
import {
  appliedDecisions,
  factsOfProposal,
  placementsOfProposal,
  proposalById,
  refusalsOfProposal,
  visiblePlacementOf,
  visibleProposal,
  wishesOfRegistration,
} from './allocation.loaders.js';
import { applyAllocation, discardAllocation } from './apply-allocation.js';
import { moveInAllocation } from './move-in-allocation.js';
import { proposeAllocation } from './propose-allocation.js';
import { setAllocationWishes } from './set-allocation-wishes.js';

@Resolver(() => AllocationProposal)
export class AllocationProposalResolver {
  @Authorized('admin')
  @Query(() => AllocationProposal, { nullable: true })
  allocationProposal(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    return proposalById(context).load(id);
  }

  @Authorized('admin')
  @Query(() => AllocationProposalConnection, { description: 'All proposals for an edition, the newest first.' })
  allocationProposals(
    @Arg('editionId', () => ID) editionId: string,
    @Args() args: PageArgs,
    @Ctx() { database }: Context,
  ) {
    const proposals = database.getRepository(AllocationProposal).createQueryBuilder('proposal');
    return page(proposals.where('proposal.edition_id::text = :editionId', { editionId }), args, {
      by: ['id'],
      direction: 'DESC',
    });
  }

  @Authorized('admin')
  @Mutation(() => AllocationProposal, {
    description:
      'Proposes who gets which stand: all who are approved or confirmed and have none, on all stands that are free for the whole edition. Who has a stand already keeps it, counts in quotas and is a neighbour.',
  })
  proposeAllocation(@Arg('input') input: ProposeAllocationInput, @Ctx() context: Context) {
    return proposeAllocation(context, input);
  }

  @Authorized('admin')
  @Mutation(() => AllocationProposal, {
    description:
      'Gives a registration another stand of the proposal, or none. CONFLICT names the hard rule that it would break.',
  })
  moveInAllocation(@Arg('input') input: MoveInAllocationInput, @Ctx() context: Context) {
    return moveInAllocation(context, input);
  }

  @Authorized('admin')
  @Mutation(() => AllocationProposal, {
    description:
      'Assigns every stand that the proposal places, or none: CONFLICT names each stand that was taken and each registration that was withdrawn or placed since.',
  })
  applyAllocation(@Arg('input') input: AllocationStepInput, @Ctx() context: Context) {
    return applyAllocation(context, input);
  }

  @Authorized('admin')
  @Mutation(() => AllocationProposal, { description: 'Puts a proposal aside.' })
  discardAllocation(@Arg('input') input: AllocationStepInput, @Ctx() context: Context) {
    return discardAllocation(context, input);
  }

  @FieldResolver(() => Edition)
  edition(@Root() proposal: AllocationProposal, @Ctx() context: Context) {
    return editionById(context).load(proposal.editionId);
  }

  @FieldResolver(() => Json, {
    description:
      'All that it was made from, as it was then. Whoever gives it and the seed to the allocation gets the same proposal.',
  })
  facts(@Root() proposal: AllocationProposal, @Ctx() context: Context) {
    return factsOfProposal(context).load(proposal.id);
  }

  @FieldResolver(() => AllocationDecisionConnection, { description: 'Who gets a stand.' })
  placements(@Root() proposal: AllocationProposal, @Args() args: PageArgs, @Ctx() context: Context) {
    return placementsOfProposal(context).load(proposal.id, args);
  }

  @FieldResolver(() => AllocationDecisionConnection, { description: 'Who gets none.' })
  refusals(@Root() proposal: AllocationProposal, @Args() args: PageArgs, @Ctx() context: Context) {
    return refusalsOfProposal(context).load(proposal.id, args);
  }
}

@Resolver(() => AllocationDecision)
export class AllocationDecisionResolver {
  @FieldResolver(() => AllocationProposal, { nullable: true, description: 'Only for the organiser; null for others.' })
  proposal(@Root() decision: AllocationDecision, @Ctx() context: Context) {
    return visibleProposal(context, decision.proposalId);
  }

  @FieldResolver(() => Registration, { nullable: true })
  registration(@Root() decision: AllocationDecision, @Ctx() context: Context) {
    return visibleRegistration(context, decision.registrationId);
  }

  @FieldResolver(() => Stand, { nullable: true, description: 'Null: refused.' })
  stand(@Root() decision: AllocationDecision, @Ctx() context: Context) {
    return decision.standId ? standById(context).load(decision.standId) : null;
  }
}

@Resolver(() => AllocationReason)
export class AllocationReasonResolver {
  @FieldResolver(() => Exhibitor, {
    nullable: true,
    description: 'Of NEAR and APART: whom it was wished to have beside it, or not.',
  })
  exhibitor(@Root() { exhibitorId }: AllocationReason, @Ctx() context: Context) {
    return exhibitorId ? exhibitorById(context).load(exhibitorId) : null;
  }
}

@Resolver(() => Registration)
export class RegistrationAllocationResolver {
  @Authorized('admin', 'exhibitor')
  @Mutation(() => Registration, {
    description:
      'Says what it wishes of its stand, in place of what was wished before; until an allocation has given it one.',
  })
  setAllocationWishes(@Arg('input') input: SetAllocationWishesInput, @Ctx() context: Context) {
    return setAllocationWishes(context, input);
  }

  @FieldResolver(() => AllocationWishes, {
    nullable: true,
    description: 'What it wishes of its stand; null where nothing was said. Only for the exhibitor and the organiser.',
  })
  allocationWishes(@Root() { id, exhibitorId }: Registration, @Ctx() context: Context) {
    return actsFor(context.principal, exhibitorId) ? wishesOfRegistration(context).load(id) : null;
  }

  @FieldResolver(() => AllocationDecision, {
    nullable: true,
    description:
      'Why it was given its stand, or none, by the allocation that was applied last; null before. Only for the exhibitor and the organiser.',
  })
  placement(@Root() { id, exhibitorId }: Registration, @Ctx() context: Context) {
    return actsFor(context.principal, exhibitorId) ? appliedDecisions(context).load(id) : null;
  }
}

@Resolver(() => AllocationWishes)
export class AllocationWishesResolver {
  @FieldResolver(() => [Exhibitor], { description: 'Those that it would have as neighbours.' })
  async near(@Root() wishes: AllocationWishes, @Ctx() context: Context) {
    return (await exhibitorById(context).loadMany(wishes.near)).filter(Boolean);
  }

  @FieldResolver(() => [Exhibitor], { description: 'Those that it would not have as neighbours.' })
  async apart(@Root() wishes: AllocationWishes, @Ctx() context: Context) {
    return (await exhibitorById(context).loadMany(wishes.apart)).filter(Boolean);
  }
}

@Resolver(() => Stand)
export class StandAllocationResolver {
  @FieldResolver(() => AllocationDecision, {
    nullable: true,
    description:
      'Why its holder was given it; null where an allocation did not. Only for that exhibitor and the organiser.',
  })
  placement(@Root() stand: Stand, @Ctx() context: Context) {
    return visiblePlacementOf(context, stand.id);
  }
}
