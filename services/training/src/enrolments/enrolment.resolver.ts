import { Arg, Authorized, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { DateTime, Money, type Context } from '@maarad/shared/graphql';
import { Exhibitor } from '../external/exhibitor.stub.js';
import { Workshop } from '../workshops/workshop.entity.js';
import { workshopById } from '../workshops/workshop.reference.js';
import { acceptOffer, declineOffer } from './answer-offer.js';
import { cancelEnrolment } from './cancel-enrolment.js';
import { enrol } from './enrol.js';
import { Attendee, Enrolment } from './enrolment.entity.js';
import { EnrolmentStatus } from './enrolment-status.js';
import { AnswerOfferInput, CancelEnrolmentInput, EnrolInput } from './enrolment.inputs.js';
import { participantOf, requireMaySee, visibleEnrolment } from './enrolment.reference.js';
import { waitlistPosition } from './waitlist.js';

@Resolver(() => Enrolment)
export class EnrolmentResolver {
  @Query(() => Enrolment, {
    nullable: true,
    description:
      "One person's place. Only for the exhibitor itself, the workshop's trainers and the organiser: null for all others.",
  })
  enrolment(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    return visibleEnrolment(context, id);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => [Enrolment], {
    description:
      'Gives people of an exhibitor that takes part their places in a scheduled workshop. FULL says how many places are left; with `waitlist`, who finds none waits in line.',
  })
  enrol(@Arg('input') input: EnrolInput, @Ctx() context: Context) {
    return enrol(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Enrolment, { description: 'Gives a place back, or leaves the line.' })
  cancelEnrolment(@Arg('input') input: CancelEnrolmentInput, @Ctx() context: Context) {
    return cancelEnrolment(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => [Enrolment], {
    description: 'Takes the place that is kept; with it the places of all who want to come together.',
  })
  acceptOffer(@Arg('input') input: AnswerOfferInput, @Ctx() context: Context) {
    return acceptOffer(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => [Enrolment], { description: 'Leaves the place that is kept to whoever is next.' })
  declineOffer(@Arg('input') input: AnswerOfferInput, @Ctx() context: Context) {
    return declineOffer(context, input);
  }

  @FieldResolver(() => EnrolmentStatus)
  status(@Root() enrolment: Enrolment, @Ctx() { clock }: Context) {
    return enrolment.statusAt(clock.now());
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Whose turn it is, by the rule of the workshop, the next one’s being 1. Set while it is WAITLISTED.',
  })
  waitlistPosition(@Root() enrolment: Enrolment, @Ctx() context: Context) {
    return waitlistPosition(context, enrolment);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'Until when the place is kept. Set while it is OFFERED.',
  })
  offerExpiresAt(@Root() { offerExpiresAt }: Enrolment, @Ctx() { clock }: Context) {
    return offerExpiresAt !== null && offerExpiresAt > clock.now() ? offerExpiresAt : null;
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description:
      "What is to pay for the place, as it was when it was asked for; null where it is free. Only for the exhibitor itself, the workshop's trainers and the organiser.",
  })
  async due(@Root() enrolment: Enrolment, @Ctx() context: Context) {
    await requireMaySee(context, enrolment);
    return enrolment.due;
  }

  @FieldResolver(() => Workshop)
  workshop(@Root() { workshopId }: Enrolment, @Ctx() context: Context) {
    return workshopById(context).load(workshopId);
  }

  @FieldResolver(() => Exhibitor, { nullable: true })
  exhibitor(@Root() { exhibitorId }: Enrolment): Exhibitor {
    return { id: exhibitorId };
  }

  @FieldResolver(() => Attendee, {
    description: "Only for the exhibitor itself, the workshop's trainers and the organiser.",
  })
  participant(@Root() enrolment: Enrolment, @Ctx() context: Context) {
    return participantOf(context, enrolment);
  }
}
