import { Args, Resolver, Subscription } from 'type-graphql';
import { Enrolment } from '../external/enrolment.stub.js';
import { Order } from '../external/order.stub.js';
import { Product } from '../external/product.stub.js';
import { Registration } from '../external/registration.stub.js';
import { Session } from '../external/session.stub.js';
import { EventConnection } from '../feed/feed.inputs.js';
import {
  EnrolmentChangedArgs,
  EventsSubscriptionArgs,
  ProgrammeChangedArgs,
  RegistrationChangedArgs,
  SaleRecordedArgs,
  StockChangedArgs,
} from './subscription.args.js';

const topics = 'the feed';
const asTheSubscriber =
  'Each message is the thing as the whole graph has it for the subscriber at that moment; its `extensions.cursor` is good for `after`.';
const run = (): never => {
  throw new Error('Subscriptions are run by the gateway.');
};

/** What can be subscribed to. Declared here, beside the feed that it comes from; run by the gateway, which sees the whole graph. */
@Resolver()
export class SubscriptionResolver {
  @Subscription(() => EventConnection.Edge, {
    topics,
    description: 'The feed, event by event. Every message has the cursor from which another reader can go on.',
  })
  events(@Args() _: EventsSubscriptionArgs) {
    return run();
  }

  @Subscription(() => Registration, {
    topics,
    nullable: true,
    description: `A registration or its stand has changed. For the organiser, and for an exhibitor its own. ${asTheSubscriber}`,
  })
  registrationChanged(@Args() _: RegistrationChangedArgs) {
    return run();
  }

  @Subscription(() => Session, {
    topics,
    nullable: true,
    description: `A session has been scheduled, moved, changed or cancelled. ${asTheSubscriber}`,
  })
  programmeChanged(@Args() _: ProgrammeChangedArgs) {
    return run();
  }

  @Subscription(() => Product, {
    topics,
    nullable: true,
    description: `A product has been listed, sold, given back or withdrawn. ${asTheSubscriber}`,
  })
  stockChanged(@Args() _: StockChangedArgs) {
    return run();
  }

  @Subscription(() => Order, {
    topics,
    nullable: true,
    description: `A sale at a stand. For the organiser, and for an exhibitor its own. ${asTheSubscriber}`,
  })
  saleRecorded(@Args() _: SaleRecordedArgs) {
    return run();
  }

  @Subscription(() => Enrolment, {
    topics,
    nullable: true,
    description: `A place in a workshop has been taken, offered, given up, waited for. For the organiser, the workshop's trainers, and an exhibitor its own. ${asTheSubscriber}`,
  })
  enrolmentChanged(@Args() _: EnrolmentChangedArgs) {
    return run();
  }
}
