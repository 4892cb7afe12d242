import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { PageArgs, type Context } from '@maarad/shared/graphql';
import { Edition } from '../external/edition.stub.js';
import { WorkshopConnection } from './workshop.inputs.js';
import { workshopsOfEdition } from './workshop.reference.js';

@Resolver(() => Edition)
export class WorkshopsOfEditionResolver {
  @FieldResolver(() => WorkshopConnection, {
    nullable: true,
    description: 'Its workshops, the first one first, whatever became of them.',
  })
  workshops(@Root() edition: Edition, @Args() args: PageArgs, @Ctx() context: Context) {
    return workshopsOfEdition(context).load(edition.id, args);
  }
}
