import { Arg, Args, Authorized, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { page } from '@maarad/shared/database';
import type { Context } from '@maarad/shared/graphql';
import { Exhibitor } from '../external/exhibitor.stub.js';
import { gapsOfTill, lastNumberOfTill } from './gaps-of-till.js';
import { registerTill } from './register-till.js';
import { syncStandSales } from './sync-stand-sales.js';
import { JournalGap, Till, TillConnection } from './till.entity.js';
import { RegisterTillInput, SyncedEntry, SyncStandSalesInput, TillsArgs } from './till.inputs.js';
import { tillsQuery } from './tills-query.js';

@Resolver(() => Till)
export class TillResolver {
  @Authorized('admin', 'exhibitor')
  @Query(() => TillConnection)
  tills(@Args() { exhibitorId, ...args }: TillsArgs, @Ctx() context: Context) {
    return page(tillsQuery(context, exhibitorId), args, { by: ['id'] });
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => Till)
  registerTill(@Arg('input') input: RegisterTillInput, @Ctx() context: Context) {
    return registerTill(context, input);
  }

  @Authorized('admin', 'exhibitor')
  @Mutation(() => [SyncedEntry], {
    description:
      "A stand's offline journal: each entry is merged once, in any order and however often it is sent. What goes beyond the stock is a sale with a settlement.",
  })
  syncStandSales(@Arg('input') input: SyncStandSalesInput, @Ctx() context: Context) {
    return syncStandSales(context, input);
  }

  @FieldResolver(() => Exhibitor, { nullable: true })
  exhibitor(@Root() till: Till): Exhibitor {
    return { id: till.exhibitorId };
  }

  @FieldResolver(() => [JournalGap], { description: 'Numbers that are missing before the last one that came.' })
  gaps(@Root() till: Till, @Ctx() context: Context) {
    return gapsOfTill(context).load(till.id);
  }

  @FieldResolver(() => Int, { description: 'The highest number of its journal that has come; 0 before the first.' })
  lastNumber(@Root() till: Till, @Ctx() context: Context) {
    return lastNumberOfTill(context).load(till.id);
  }
}
