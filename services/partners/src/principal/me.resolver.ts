import { Ctx, Field, ID, ObjectType, Query, registerEnumType, Resolver } from 'type-graphql';
import type { Context } from '@maarad/shared/graphql';
import { Role } from './role.js';

registerEnumType(Role, { name: 'Role', description: 'Who may do what at the fair is said in these roles.' });

@ObjectType({ description: 'Who is asking, as the token says.' })
export class Principal {
  @Field(() => ID, { description: "The token's subject; `anonymous` without a token." })
  id!: string;

  @Field(() => Role)
  role!: Role;

  @Field(() => ID, { nullable: true, description: 'The exhibitor that it acts for.' })
  exhibitorId?: string;

  @Field(() => ID, { nullable: true, description: 'The trainer that it is.' })
  trainerId?: string;

  @Field(() => ID, { nullable: true, description: 'The partner that it acts for.' })
  partnerId?: string;
}

@Resolver()
export class MeResolver {
  @Query(() => Principal, { description: 'Who the fair takes the caller for.' })
  me(@Ctx() { principal }: Context) {
    return principal;
  }
}
