import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { page } from '@maarad/shared/database';
import { LocalDate, LocalizedText, PageArgs, type Context } from '@maarad/shared/graphql';
import { Edition } from '../editions/edition.entity.js';
import { editionById } from '../editions/edition.reference.js';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { exhibitorById } from '../exhibitors/exhibitor.reference.js';
import { agreePartnership, declinePartnership, endPartnership, withdrawPartnership } from './decide-partnership.js';
import { OutsidePartner } from './outside-partner.entity.js';
import { sideOf } from './partnership-sides.js';
import {
  PartnershipConnection,
  PartnershipRefusalInput,
  PartnershipsArgs,
  PartnershipStepInput,
  ProposePartnershipInput,
  RecordOutsidePartnershipInput,
} from './partnership.inputs.js';
import { Partnership, PartnershipStep } from './partnership.entity.js';
import { outsidePartnerById, partnershipsOfExhibitor, visiblePartnership } from './partnership.loaders.js';
import { partnershipsQuery } from './partnerships-query.js';
import { proposePartnership } from './propose-partnership.js';
import { recordOutsidePartnership } from './record-outside-partnership.js';

const toSides = 'Only for both sides and the organiser, null for all others.';

@Resolver(() => Partnership)
export class PartnershipResolver {
  @Query(() => Partnership, {
    nullable: true,
    description: 'Once it has been agreed, for everyone; else for both sides and the organiser.',
  })
  partnership(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    return visiblePartnership(context, id);
  }

  @Query(() => PartnershipConnection, {
    description:
      'The latest proposed first: what has been agreed, and to an exhibitor also its own, to the organiser all.',
  })
  partnerships(@Args() { filter, ...args }: PartnershipsArgs, @Ctx() context: Context) {
    return page(partnershipsQuery(context, filter), args, { by: ['id'], direction: 'DESC' });
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Partnership, {
    description:
      'An exhibitor proposes; only both sides and the organiser see it. CONFLICT names the open partnership of this kind that the two have already.',
  })
  proposePartnership(@Arg('input') input: ProposePartnershipInput, @Ctx() context: Context) {
    return proposePartnership(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Partnership, {
    description:
      'What an exhibitor has agreed with an organisation outside the fair, which cannot answer here: recorded as agreed, with the evidence.',
  })
  recordOutsidePartnership(@Arg('input') input: RecordOutsidePartnershipInput, @Ctx() context: Context) {
    return recordOutsidePartnership(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Partnership, { description: 'The other side accepts: from now on it is public.' })
  agreePartnership(@Arg('input') input: PartnershipStepInput, @Ctx() context: Context) {
    return agreePartnership(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Partnership, { description: 'The other side does not want it.' })
  declinePartnership(@Arg('input') input: PartnershipRefusalInput, @Ctx() context: Context) {
    return declinePartnership(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Partnership, { description: 'The proposer takes it back before an answer.' })
  withdrawPartnership(@Arg('input') input: PartnershipStepInput, @Ctx() context: Context) {
    return withdrawPartnership(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Partnership, { description: 'Either side ends what was agreed.' })
  endPartnership(@Arg('input') input: PartnershipRefusalInput, @Ctx() context: Context) {
    return endPartnership(context, input);
  }

  @FieldResolver(() => Exhibitor, { description: 'Who proposed it, or recorded it.' })
  from(@Root() partnership: Partnership, @Ctx() context: Context) {
    return exhibitorById(context).load(partnership.fromExhibitorId);
  }

  @FieldResolver(() => Exhibitor, {
    nullable: true,
    description: 'To whom it was proposed; null where `partner` is the other side.',
  })
  to(@Root() { toExhibitorId }: Partnership, @Ctx() context: Context) {
    return toExhibitorId ? exhibitorById(context).load(toExhibitorId) : null;
  }

  @FieldResolver(() => OutsidePartner, {
    nullable: true,
    description: 'The other side where it is no exhibitor: as the exhibitor or the organiser recorded it.',
  })
  partner(@Root() { outsidePartnerId }: Partnership, @Ctx() context: Context) {
    return outsidePartnerId ? outsidePartnerById(context).load(outsidePartnerId) : null;
  }

  @FieldResolver(() => Edition, { nullable: true, description: 'At which it came about; null where at none.' })
  edition(@Root() { editionId }: Partnership, @Ctx() context: Context) {
    return editionId ? editionById(context).load(editionId) : null;
  }

  @FieldResolver(() => LocalizedText, { nullable: true, description: `What is offered and asked. ${toSides}` })
  terms(@Root() partnership: Partnership, @Ctx() { principal }: Context) {
    return sideOf(principal, partnership) && partnership.terms;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: `What shows that an outside partner agreed. ${toSides}`,
  })
  evidence(@Root() partnership: Partnership, @Ctx() { principal }: Context) {
    return sideOf(principal, partnership) && partnership.evidence;
  }

  @FieldResolver(() => [PartnershipStep], {
    nullable: true,
    description: `Every step with its reason, the first one first. ${toSides}`,
  })
  history(@Root() partnership: Partnership, @Ctx() { principal }: Context) {
    return sideOf(principal, partnership) && partnership.history;
  }

  @FieldResolver(() => LocalDate, {
    nullable: true,
    description: `The day on which it is asked how it fares; null when it is not. ${toSides}`,
  })
  nextFollowUpDue(@Root() partnership: Partnership, @Ctx() { principal }: Context) {
    return sideOf(principal, partnership) && partnership.nextFollowUpDue;
  }
}

@Resolver(() => Exhibitor)
export class ExhibitorPartnershipsResolver {
  @FieldResolver(() => PartnershipConnection, {
    description:
      'On either side, the latest proposed first: what has been agreed; all for the exhibitor itself and the organiser.',
  })
  partnerships(@Root() exhibitor: Exhibitor, @Args() args: PageArgs, @Ctx() context: Context) {
    return partnershipsOfExhibitor(context).load(exhibitor.id, args);
  }
}
