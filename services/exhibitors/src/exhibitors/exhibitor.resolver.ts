import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { requireActsFor } from '@maarad/shared/auth';
import type { Context } from '@maarad/shared/graphql';
import { Stand } from '../halls/stand.entity.js';
import { Registration } from '../registrations/registration.entity.js';
import { registrationOfExhibitor } from '../registrations/registration-of-exhibitor.js';
import { standOfExhibitor } from '../halls/stand-of-exhibitor.js';
import { exhibitorsPage } from '../search/exhibitors-page.js';
import { createExhibitor } from './create-exhibitor.js';
import { Contact, Exhibitor } from './exhibitor.entity.js';
import { CreateExhibitorInput, ExhibitorConnection, ExhibitorsArgs, UpdateExhibitorInput } from './exhibitor.inputs.js';
import { exhibitorById } from './exhibitor.reference.js';
import { updateExhibitor } from './update-exhibitor.js';

@Resolver(() => Exhibitor)
export class ExhibitorResolver {
  @Query(() => Exhibitor, { nullable: true })
  exhibitor(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    return exhibitorById(context).load(id);
  }

  @Query(() => ExhibitorConnection, {
    description:
      'All exhibitors of all editions, in the order in which they were entered; searched, the closest first.',
  })
  exhibitors(@Args() args: ExhibitorsArgs, @Ctx() context: Context) {
    return exhibitorsPage(context, args);
  }

  @Authorized('admin')
  @Mutation(() => Exhibitor)
  createExhibitor(@Arg('input') input: CreateExhibitorInput, @Ctx() context: Context) {
    return createExhibitor(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Exhibitor)
  updateExhibitor(@Arg('input') input: UpdateExhibitorInput, @Ctx() context: Context) {
    return updateExhibitor(context, input);
  }

  @FieldResolver(() => Contact, { nullable: true, description: 'Only for the exhibitor itself and the organiser.' })
  contact(@Root() exhibitor: Exhibitor, @Ctx() { principal }: Context) {
    requireActsFor(principal, exhibitor.id);
    return exhibitor.contact;
  }

  @FieldResolver(() => Registration, {
    nullable: true,
    description:
      'Its latest registration for an edition, the current one unless said. Only for the exhibitor itself and the organiser.',
  })
  registration(
    @Root() exhibitor: Exhibitor,
    @Ctx() context: Context,
    @Arg('editionId', () => ID, { nullable: true }) editionId?: string,
  ) {
    requireActsFor(context.principal, exhibitor.id);
    return registrationOfExhibitor(context, exhibitor.id, editionId);
  }

  @FieldResolver(() => Stand, { nullable: true, description: 'Where to find it, in the current edition unless said.' })
  stand(
    @Root() exhibitor: Exhibitor,
    @Ctx() context: Context,
    @Arg('editionId', () => ID, { nullable: true }) editionId?: string,
  ) {
    return standOfExhibitor(context, exhibitor.id, editionId);
  }
}
