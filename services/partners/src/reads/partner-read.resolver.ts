import { Args, ArgsType, Authorized, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { page } from '@maarad/shared/database';
import { PageArgs, type Context } from '@maarad/shared/graphql';
import { cursorsOf } from '../feed/cursor.js';
import { Partner } from '../partners/partner.entity.js';
import { visiblePartner } from '../partners/partner.reference.js';
import { EventFilterOutput } from '../webhooks/endpoints/event-filter-output.js';
import { PartnerRead, PartnerReadConnection } from './partner-read.entity.js';

@ArgsType()
export class PartnerReadsArgs extends PageArgs {
  @Field(() => ID, { nullable: true })
  partnerId?: string;
}

@Resolver(() => PartnerRead)
export class PartnerReadResolver {
  @Authorized('admin')
  @Query(() => PartnerReadConnection, {
    description: 'Who read which channel, when and how far; the latest begun first. Kept for a year.',
  })
  partnerReads(@Args() { partnerId, ...args }: PartnerReadsArgs, @Ctx() { database }: Context) {
    const reads = database.getRepository(PartnerRead).createQueryBuilder('read');
    if (partnerId) {
      reads.andWhere('read.partnerId = :partnerId', { partnerId });
    }
    return page(reads, args, { by: ['id'], direction: 'DESC' });
  }

  @FieldResolver(() => Partner, { nullable: true })
  partner(@Root() { partnerId }: PartnerRead, @Ctx() context: Context) {
    return visiblePartner(context, partnerId);
  }

  @FieldResolver(() => EventFilterOutput)
  filter(@Root() { filter }: PartnerRead) {
    return filter;
  }

  @FieldResolver(() => String, { description: 'The cursor after which it began.' })
  async after(@Root() { after }: PartnerRead, @Ctx() { database }: Context) {
    return (await cursorsOf(database)).at(after);
  }

  @FieldResolver(() => String, { description: 'The cursor of the last event that it was given.' })
  async last(@Root() { last }: PartnerRead, @Ctx() { database }: Context) {
    return (await cursorsOf(database)).at(last);
  }
}
