import { In } from 'typeorm';
import { Arg, Authorized, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { defineLoader, type Context } from '@maarad/shared/graphql';
import { Exhibitor } from '../external/exhibitor.stub.js';
import { Performer } from '../performers/performer.entity.js';
import { Affiliation } from './affiliation.entity.js';
import { SetAffiliationInput } from './affiliation.inputs.js';
import { setAffiliation } from './set-affiliation.js';

const exhibitorOfPerson = defineLoader(async (ids: readonly string[], { database }) => {
  const rows = await database.getRepository(Affiliation).findBy({ personId: In([...ids]) });
  return ids.map((id) => rows.find(({ personId }) => personId === id)?.exhibitorId ?? null);
});

@Resolver(() => Performer)
export class AffiliationResolver {
  @Authorized('admin')
  @Mutation(() => Exhibitor, {
    nullable: true,
    description:
      'Which exhibitor a performer or trainer is of: in a session, it is missed at the exhibitor’s stand and in the jury. Gives that exhibitor; without one, the one that it was of.',
  })
  async setAffiliation(@Arg('input') input: SetAffiliationInput, @Ctx() context: Context): Promise<Exhibitor | null> {
    const affiliation = await setAffiliation(context, input);
    return affiliation && { id: affiliation.exhibitorId };
  }

  @FieldResolver(() => Exhibitor, { nullable: true, description: 'The exhibitor that it is of.' })
  async exhibitor(@Root() { id }: Performer, @Ctx() context: Context): Promise<Exhibitor | null> {
    const exhibitorId = await exhibitorOfPerson(context).load(id);
    return exhibitorId === null ? null : { id: exhibitorId };
  }
}
