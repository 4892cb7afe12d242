import { IsOptional, Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { CreatingInput } from '@maarad/shared/graphql';
import { EventFilter } from '../../feed/event-filter.js';
import { DeliveryOrder } from './endpoint-status.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';

const urlRule =
  'https only, port 443 or 1024 and above, leading to the public internet; what its name stands for is checked again at every attempt.';

@InputType()
export class CreateWebhookEndpointInput extends CreatingInput {
  @Field(() => ID)
  partnerId!: string;

  @Field(() => String, { description: urlRule })
  url!: string;

  @Field(() => EventFilter, { nullable: true, description: 'Everything that the fair tells where there is none.' })
  filter?: EventFilter;

  @Field(() => DeliveryOrder, { defaultValue: DeliveryOrder.PER_SUBJECT })
  order!: DeliveryOrder;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 500)
  description?: string;

  @Field(() => String, {
    nullable: true,
    description:
      'A cursor of the feed, from any channel: it begins after it. Without one it begins with what comes next.',
  })
  after?: string;
}

@InputType({ description: 'What is not given stays as it is.' })
export class UpdateWebhookEndpointInput {
  @Field(() => ID)
  endpointId!: string;

  @Field(() => String, { nullable: true, description: urlRule })
  url?: string;

  @Field(() => EventFilter, { nullable: true, description: 'For events that are not on their way yet.' })
  filter?: EventFilter;

  @Field(() => DeliveryOrder, { nullable: true })
  order?: DeliveryOrder;

  @Field(() => String, { nullable: true })
  @IsOptional()
  @Length(1, 500)
  description?: string;
}

@InputType()
export class WebhookEndpointStepInput {
  @Field(() => ID)
  endpointId!: string;
}

@InputType()
export class RotateWebhookSecretInput extends CreatingInput {
  @Field(() => ID)
  endpointId!: string;

  @Field(() => Int, {
    defaultValue: 24,
    description:
      'For so many hours every request is signed with the old and the new secret; 0 where the old one is known to others.',
  })
  @Min(0)
  @Max(168)
  overlapHours!: number;
}

@InputType()
export class ReplayEventsInput extends CreatingInput {
  @Field(() => ID)
  endpointId!: string;

  @Field(() => String, {
    description: 'A cursor of the feed: what came after it is sent again. `0` for all that is kept.',
  })
  after!: string;

  @Field(() => String, {
    nullable: true,
    description: 'The cursor up to which; all that it was sent where there is none.',
  })
  until?: string;
}

@ObjectType({ description: 'An endpoint with what its requests are signed with.' })
export class WebhookEndpointSecret {
  @Field(() => WebhookEndpoint)
  endpoint!: WebhookEndpoint;

  @Field(() => String, {
    nullable: true,
    description: '`whsec_` and base64. Shown this once: null where the same key comes again. Who has lost it rotates.',
  })
  secret!: string | null;
}
