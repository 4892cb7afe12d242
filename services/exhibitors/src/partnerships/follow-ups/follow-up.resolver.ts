import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { PageArgs, type Context } from '@maarad/shared/graphql';
import { sideOf } from '../partnership-sides.js';
import { Partnership } from '../partnership.entity.js';
import { followUpsOf, visiblePartnership } from '../partnership.loaders.js';
import { PartnershipFollowUp } from './follow-up.entity.js';
import { PartnershipFollowUpConnection, RecordPartnershipFollowUpInput } from './follow-up.inputs.js';
import { recordPartnershipFollowUp } from './record-follow-up.js';

@Resolver(() => PartnershipFollowUp)
export class PartnershipFollowUpResolver {
  @Authorized('admin', 'exhibitor')
  @Mutation(() => PartnershipFollowUp, {
    description: 'Either side, or the organiser, says how an agreed partnership fares; that it has ended ends it.',
  })
  recordPartnershipFollowUp(@Arg('input') input: RecordPartnershipFollowUpInput, @Ctx() context: Context) {
    return recordPartnershipFollowUp(context, input);
  }

  @FieldResolver(() => Partnership, { nullable: true })
  partnership(@Root() followUp: PartnershipFollowUp, @Ctx() context: Context) {
    return visiblePartnership(context, followUp.partnershipId);
  }
}

@Resolver(() => Partnership)
export class FollowedPartnershipResolver {
  @FieldResolver(() => PartnershipFollowUpConnection, {
    nullable: true,
    description: 'The latest first. Only for both sides and the organiser, null for all others.',
  })
  followUps(@Root() partnership: Partnership, @Args() args: PageArgs, @Ctx() context: Context) {
    return sideOf(context.principal, partnership) ? followUpsOf(context).load(partnership.id, args) : null;
  }
}
