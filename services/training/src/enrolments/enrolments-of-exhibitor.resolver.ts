import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { requireActsFor } from '@maarad/shared/auth';
import type { Context } from '@maarad/shared/graphql';
import { Exhibitor } from '../external/exhibitor.stub.js';
import { Enrolment } from './enrolment.entity.js';
import { enrolmentsOfExhibitor } from './enrolment.reference.js';

@Resolver(() => Exhibitor)
export class EnrolmentsOfExhibitorResolver {
  @FieldResolver(() => [Enrolment], {
    nullable: true,
    description: 'The places that it holds or held in workshops. Only for the exhibitor itself and the organiser.',
  })
  enrolments(@Root() { id }: Exhibitor, @Ctx() context: Context) {
    requireActsFor(context.principal, id);
    return enrolmentsOfExhibitor(context).load(id);
  }
}
