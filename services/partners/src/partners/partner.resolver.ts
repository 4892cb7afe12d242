import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { page } from '@maarad/shared/database';
import { PageArgs, type Context } from '@maarad/shared/graphql';
import { Principal } from '../principal/me.resolver.js';
import { closePartner, reopenPartner } from './close-partner.js';
import { Partner } from './partner.entity.js';
import { PartnerConnection, PartnerStepInput, RegisterPartnerInput, UpdatePartnerInput } from './partner.inputs.js';
import { visiblePartner } from './partner.reference.js';
import { registerPartner } from './register-partner.js';
import { updatePartner } from './update-partner.js';

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

  @Authorized('admin')
  @Mutation(() => Partner)
  updatePartner(@Arg('input') input: UpdatePartnerInput, @Ctx() context: Context) {
    return updatePartner(context, input);
  }

  @Authorized('admin')
  @Mutation(() => Partner, {
    description:
      'Nothing is sent to it any more, whatever tokens it still has: its endpoints are disabled and stay so.',
  })
  closePartner(@Arg('input') input: PartnerStepInput, @Ctx() context: Context) {
    return closePartner(context, input);
  }

  @Authorized('admin')
  @Mutation(() => Partner, { description: 'It may make and enable endpoints again, and gets what it missed.' })
  reopenPartner(@Arg('input') input: PartnerStepInput, @Ctx() context: Context) {
    return reopenPartner(context, input);
  }
}

@Resolver(() => Principal)
export class PartnerOfPrincipalResolver {
  @FieldResolver(() => Partner, { nullable: true, description: 'The partner that it acts for, once it is registered.' })
  partner(@Root() { partnerId }: Principal, @Ctx() context: Context) {
    return partnerId ? visiblePartner(context, partnerId) : null;
  }
}
