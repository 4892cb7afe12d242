import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { page } from '@maarad/shared/database';
import { PageArgs, type Context } from '@maarad/shared/graphql';
import { Principal } from '../principal/me.resolver.js';
import { Partner } from './partner.entity.js';
import { PartnerConnection, RegisterPartnerInput } from './partner.inputs.js';
import { visiblePartner } from './partner.reference.js';
import { registerPartner } from './register-partner.js';

@Resolver(() => Partner)
export class PartnerResolver {
  @Query(() => Partner, {
    nullable: true,
    description: 'For the partner itself and the organiser; null for all others.',
  })
  partner(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    return visiblePartner(context, id);
  }

  @Authorized('admin')
  @Query(() => PartnerConnection, { description: 'All partners, the latest registered first.' })
  partners(@Args() args: PageArgs, @Ctx() { database }: Context) {
    const all = database.getRepository(Partner).createQueryBuilder('partner');
    return page(all, args, { by: ['id'], direction: 'DESC' });
  }

  @Authorized('admin')
  @Mutation(() => Partner, { description: 'From now on its tokens may have webhook endpoints.' })
  registerPartner(@Arg('input') input: RegisterPartnerInput, @Ctx() context: Context) {
    return registerPartner(context, input);
  }
}

@Resolver(() => Principal)
export class PartnerOfPrincipalResolver {
  @FieldResolver(() => Partner, { nullable: true, description: 'The partner that it acts for, once it is registered.' })
  partner(@Root() { partnerId }: Principal, @Ctx() context: Context) {
    return partnerId ? visiblePartner(context, partnerId) : null;
  }
}
