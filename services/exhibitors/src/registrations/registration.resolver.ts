import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { page } from '@maarad/shared/database';
import type { Context } from '@maarad/shared/graphql';
import { Edition } from '../editions/edition.entity.js';
import { editionById } from '../editions/edition.reference.js';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { exhibitorById } from '../exhibitors/exhibitor.reference.js';
import { standOfRegistration } from '../halls/hall.loaders.js';
import { Stand } from '../halls/stand.entity.js';
import {
  approveRegistration,
  checkInRegistration,
  confirmRegistration,
  rejectRegistration,
  waitlistRegistration,
  withdrawRegistration,
} from './decide-registration.js';
import { Registration } from './registration.entity.js';
import {
  RegistrationConnection,
  RegistrationRefusalInput,
  RegistrationsArgs,
  RegistrationStepInput,
  SubmitRegistrationInput,
} from './registration.inputs.js';
import { visibleRegistration } from './registration.reference.js';
import { registrationsQuery } from './registrations-query.js';
import { submitRegistration } from './submit-registration.js';

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

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Registration)
  submitRegistration(@Arg('input') input: SubmitRegistrationInput, @Ctx() context: Context) {
    return submitRegistration(context, input);
  }

  @Authorized('admin')
  @Mutation(() => Registration)
  approveRegistration(@Arg('input') input: RegistrationStepInput, @Ctx() context: Context) {
    return approveRegistration(context, input);
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
    description: 'Ends it at any step: the stand is free again, the stall closes, places are released.',
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

  @FieldResolver(() => Stand, { nullable: true })
  stand(@Root() registration: Registration, @Ctx() context: Context) {
    return standOfRegistration(context).load(registration.id);
  }
}
