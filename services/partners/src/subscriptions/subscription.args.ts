import { ArgsType, Field, ID } from 'type-graphql';
import { Region } from '@maarad/shared/graphql';
import { EventFilter } from '../feed/event-filter.js';

/** Where a subscription begins. */
@ArgsType()
export class SubscriptionArgs {
  @Field(() => String, {
    nullable: true,
    description: 'A cursor of the feed: what came after it is sent first. Without one it begins with what comes next.',
  })
  after?: string;
}

@ArgsType()
export class EventsSubscriptionArgs extends SubscriptionArgs {
  @Field(() => EventFilter, { nullable: true })
  filter?: EventFilter;
}

@ArgsType()
export class ProgrammeChangedArgs extends SubscriptionArgs {
  @Field(() => ID, { nullable: true })
  editionId?: string;
}

@ArgsType()
export class RegistrationChangedArgs extends ProgrammeChangedArgs {
  @Field(() => ID, { nullable: true, description: 'An exhibitor names itself.' })
  exhibitorId?: string;
}

@ArgsType()
export class StockChangedArgs extends SubscriptionArgs {
  @Field(() => ID, { nullable: true })
  exhibitorId?: string;
}

@ArgsType()
export class SaleRecordedArgs extends RegistrationChangedArgs {
  @Field(() => Region, { nullable: true, description: 'Sales of exhibitors of this region.' })
  region?: Region;
}

@ArgsType()
export class EnrolmentChangedArgs extends SubscriptionArgs {
  @Field(() => ID, { nullable: true })
  workshopId?: string;
}
