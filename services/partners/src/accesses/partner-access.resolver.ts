import { Arg, Args, Authorized, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { entityLoader, LocalizedText, type Context } from '@maarad/shared/graphql';
import { Exhibitor } from '../external/exhibitor.stub.js';
import { Partner } from '../partners/partner.entity.js';
import { grantPartnerAccess, withdrawPartnerAccess } from './change-partner-access.js';
import { PartnerAccess, PartnerAccessConnection } from './partner-access.entity.js';
import { PartnerAccessesArgs, PartnerAccessInput } from './partner-access.inputs.js';
import { accessesPage } from './partner-accesses-page.js';

const partnerById = entityLoader(Partner);

@Resolver(() => PartnerAccess)
export class PartnerAccessResolver {
  @Authorized('admin', 'exhibitor', 'partner')
  @Query(() => PartnerAccessConnection, {
    description:
      'Which partners see what is an exhibitor’s own, the latest granted first, with those that are withdrawn: an exhibitor and a partner see theirs, the organiser all.',
  })
  partnerAccesses(@Args() args: PartnerAccessesArgs, @Ctx() context: Context) {
    return accessesPage(context, args);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => PartnerAccess, {
    description:
      'From now on the partner sees every event that tells of the exhibitor, on every channel, what the feed keeps of it too. Again changes nothing.',
  })
  grantPartnerAccess(@Arg('input') input: PartnerAccessInput, @Ctx() context: Context) {
    return grantPartnerAccess(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => PartnerAccess, {
    description:
      'At once, on every channel, open streams too; what waits to be sent is dropped. Again changes nothing.',
  })
  withdrawPartnerAccess(@Arg('input') input: PartnerAccessInput, @Ctx() context: Context) {
    return withdrawPartnerAccess(context, input);
  }

  @FieldResolver(() => Exhibitor, { nullable: true })
  exhibitor(@Root() { exhibitorId }: PartnerAccess): Exhibitor {
    return { id: exhibitorId };
  }

  @FieldResolver(() => LocalizedText, { nullable: true, description: "The partner's." })
  async partnerName(@Root() { partnerId }: PartnerAccess, @Ctx() context: Context) {
    return (await partnerById(context).load(partnerId))?.name ?? null;
  }
}
