import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { actsFor } from '@maarad/shared/auth';
import type { Context } from '@maarad/shared/graphql';
import { Exhibitor, Membership } from '../exhibitors/exhibitor.entity.js';
import { areEnough } from './people.js';

@Resolver(() => Exhibitor)
export class ProfileMembersResolver {
  @FieldResolver(() => Membership, {
    nullable: true,
    description:
      'Null where it has none, or has not said. Where women, men, youth or those who are older are fewer than five people, only the exhibitor itself and the organiser see it.',
  })
  members(@Root() { id, members }: Exhibitor, @Ctx() { principal }: Context): Membership | null {
    return members && (actsFor(principal, id) || areEnough({ ...members, members: members.total })) ? members : null;
  }
}
