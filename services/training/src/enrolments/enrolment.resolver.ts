import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '@maarad/shared/graphql';
import { Exhibitor } from '../external/exhibitor.stub.js';
import { Workshop } from '../workshops/workshop.entity.js';
import { workshopById } from '../workshops/workshop.reference.js';
import { cancelEnrolment } from './cancel-enrolment.js';
import { enrol } from './enrol.js';
import { Attendee, Enrolment } from './enrolment.entity.js';
import { CancelEnrolmentInput, EnrolInput } from './enrolment.inputs.js';
import { participantOf } from './enrolment.reference.js';

@Resolver(() => Enrolment)
export class EnrolmentResolver {
  @Authorized('admin', 'exhibitor')
  @Mutation(() => [Enrolment], {
    description:
      'Gives people of an exhibitor that takes part their places in a scheduled workshop. FULL says how many places are left.',
  })
  enrol(@Arg('input') input: EnrolInput, @Ctx() context: Context) {
    return enrol(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Enrolment, { description: 'Gives a place back.' })
  cancelEnrolment(@Arg('input') input: CancelEnrolmentInput, @Ctx() context: Context) {
    return cancelEnrolment(context, input);
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
