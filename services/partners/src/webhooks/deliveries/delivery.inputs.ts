import { ArgsType, Field, ID, InputType, ObjectType } from 'type-graphql';
import { connectionOf, PageArgs } from '@maarad/shared/graphql';
import { Delivery, DeliveryStatus } from './delivery.entity.js';

@ObjectType()
export class DeliveryConnection extends connectionOf('Delivery', () => Delivery) {}

@ArgsType()
export class DeliveriesArgs extends PageArgs {
  @Field(() => DeliveryStatus, { nullable: true })
  status?: DeliveryStatus;
}

@InputType()
export class RedeliverInput {
  @Field(() => ID)
  deliveryId!: string;
}
