import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { page } from '@maarad/shared/database';
import { PageArgs, type Context } from '@maarad/shared/graphql';
import { Edition } from '../editions/edition.entity.js';
import { editionById } from '../editions/edition.reference.js';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { exhibitorById } from '../exhibitors/exhibitor.reference.js';
import { holdingsOfRegistration, standById } from '../halls/hall.loaders.js';
import { StandHolding } from '../halls/stand-holding.entity.js';
import { Stand } from '../halls/stand.entity.js';
import { approveRegistration } from './approve-registration.js';
import { approveRegistrations } from './approve-registrations.js';
import {
  checkInRegistration,
  confirmRegistration,
  rejectRegistration,
  waitlistRegistration,
  withdrawRegistration,
} from './decide-registration.js';
import { RegistrationStatus } from './registration-status.js';
import { Registration } from './registration.entity.js';
import {
  ApproveRegistrationsInput,
  RegistrationConnection,
  RegistrationDecision,
  RegistrationRefusalInput,
  RegistrationsArgs,
  RegistrationStepInput,
  SubmitRegistrationInput,
} from './registration.inputs.js';
import { visibleRegistration } from './registration.reference.js';
import { registrationsQuery, waitlistQuery } from './registrations-query.js';
import { submitRegistration } from './submit-registration.js';
import { waitlistPositions } from './waitlist.js';

@Resolver(() => Registration)
export class RegistrationResolver {
  @Authorized('admin', 'exhibitor')
  @Query(() => Registration, { nullable: true, description: 'The organiser sees all, an exhibitor its own.' })
  registration(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    return visibleRegistration(context, id);
  }

  @Authorized('admin', 'exhibitor')
  @Query(() => RegistrationConnection, {
    description: 'In the order in which they came. The organiser sees all, an exhibitor its own.',
  })
  registrations(@Args() { filter, ...args }: RegistrationsArgs, @Ctx() context: Context) {
    return page(registrationsQuery(context, filter), args, { by: ['id'] });
  }

  @Authorized('admin')
  @Query(() => RegistrationConnection, { description: 'Those who wait for a place in an edition, the next one first.' })
  waitlist(@Arg('editionId', () => ID) editionId: string, @Args() args: PageArgs, @Ctx() context: Context) {
    return page(waitlistQuery(context, editionId), args, { by: ['waitlistNumber'] });
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Registration, {
    description:
      'Asks to take part. With answers, BAD_USER_INPUT names each wrong one and every required one that is missing; without, it is taken as it is. A draft is submitted by `submitRegistrationDraft`.',
  })
  submitRegistration(@Arg('input') input: SubmitRegistrationInput, @Ctx() context: Context) {
    return submitRegistration(context, input);
  }

  @Authorized('admin')
  @Mutation(() => Registration, { description: 'Accepts it, and may offer it a stand that is held until a deadline.' })
  approveRegistration(@Arg('input') input: RegistrationStepInput, @Ctx() context: Context) {
    return approveRegistration(context, input);
  }

  @Authorized('admin')
  @Mutation(() => [RegistrationDecision], {
    description: 'Accepts many, each by itself: one answer for each, in the order given.',
  })
  approveRegistrations(@Arg('input') input: ApproveRegistrationsInput, @Ctx() context: Context) {
    return approveRegistrations(context, input);
  }

  @Authorized('admin')
  @Mutation(() => Registration)
  waitlistRegistration(@Arg('input') input: RegistrationStepInput, @Ctx() context: Context) {
    return waitlistRegistration(context, input);
  }

  @Authorized('admin')
  @Mutation(() => Registration)
  rejectRegistration(@Arg('input') input: RegistrationRefusalInput, @Ctx() context: Context) {
    return rejectRegistration(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Registration, { description: 'The exhibitor says that it comes.' })
  confirmRegistration(@Arg('input') input: RegistrationStepInput, @Ctx() context: Context) {
    return confirmRegistration(context, input);
  }

  @Authorized('admin')
  @Mutation(() => Registration, { description: 'The exhibitor has arrived.' })
  checkInRegistration(@Arg('input') input: RegistrationStepInput, @Ctx() context: Context) {
    return checkInRegistration(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Registration, {
    description:
      'Ends it at any step: the stand is free again and offered to the first of the waitlist, the stall closes, places are released. Discards a draft.',
  })
  withdrawRegistration(@Arg('input') input: RegistrationRefusalInput, @Ctx() context: Context) {
    return withdrawRegistration(context, input);
  }

  @FieldResolver(() => Edition)
  edition(@Root() registration: Registration, @Ctx() context: Context) {
    return editionById(context).load(registration.editionId);
  }

  @FieldResolver(() => Exhibitor)
  exhibitor(@Root() registration: Registration, @Ctx() context: Context) {
    return exhibitorById(context).load(registration.exhibitorId);
  }

  @FieldResolver(() => Stand, {
    nullable: true,
    description: 'The stand that it has or that is held for it; of several in turn, the first.',
  })
  async stand(@Root() registration: Registration, @Ctx() context: Context) {
    const [first] = await holdingsOfRegistration(context).load(registration.id);
    return first ? standById(context).load(first.standId) : null;
  }

  @FieldResolver(() => [StandHolding], {
    description: 'All stands that it has or that are held for it, with their half-days.',
  })
  stands(@Root() registration: Registration, @Ctx() context: Context) {
    return holdingsOfRegistration(context).load(registration.id);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Its place on the waitlist of the edition, 1 is the next; null when it does not wait.',
  })
  waitlistPosition(@Root() registration: Registration, @Ctx() context: Context) {
    return registration.status === RegistrationStatus.WAITLISTED
      ? waitlistPositions(context).load(registration.id)
      : null;
  }
}
