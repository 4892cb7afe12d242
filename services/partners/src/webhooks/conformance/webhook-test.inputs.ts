import { Field, ID, InputType, Int, ObjectType, registerEnumType } from 'type-graphql';

export enum WebhookScenario {
  PING = 'PING',
  DUPLICATE = 'DUPLICATE',
  OUT_OF_ORDER = 'OUT_OF_ORDER',
  LATE = 'LATE',
  BAD_SIGNATURE = 'BAD_SIGNATURE',
  OVERSIZED = 'OVERSIZED',
  NEXT_VERSION = 'NEXT_VERSION',
}

registerEnumType(WebhookScenario, {
  name: 'WebhookScenario',
  description: 'What a receiver is tried with.',
  valuesConfig: {
    PING: { description: 'One event: it answers 2xx.' },
    DUPLICATE: { description: 'The same event twice: it answers 2xx both times, and does its work once.' },
    OUT_OF_ORDER: { description: 'The later of two events of one subject first: it answers 2xx to both.' },
    LATE: {
      description: 'Signed ten minutes ago, as by somebody who sends again what he has listened to: it answers 4xx.',
    },
    BAD_SIGNATURE: { description: 'Signed by somebody else: it answers 4xx.' },
    OVERSIZED: { description: 'An event of 128 KB, far beyond any of the fair: it answers 2xx or 4xx, and stays.' },
    NEXT_VERSION: {
      description: 'A version that it does not know, with fields that it does not know: it answers 2xx.',
    },
  },
});

@InputType()
export class TestWebhookEndpointInput {
  @Field(() => ID)
  endpointId!: string;

  @Field(() => WebhookScenario, { defaultValue: WebhookScenario.PING })
  scenario!: WebhookScenario;
}

@ObjectType({ description: 'One request of a test, and whether the receiver answered as it should.' })
export class WebhookTestStep {
  @Field(() => String)
  sent!: string;

  @Field(() => String, { description: 'What a receiver should answer.' })
  expected!: string;

  @Field(() => Boolean)
  passed!: boolean;

  @Field(() => Int, { nullable: true, description: 'Null where no answer came.' })
  statusCode!: number | null;

  @Field(() => String, { nullable: true, description: 'Why no answer came.' })
  error!: string | null;

  @Field(() => String, { nullable: true, description: 'The first kilobyte of what it answered.' })
  response!: string | null;

  @Field(() => Int)
  durationMs!: number;
}

@ObjectType({ description: 'What a receiver did.' })
export class WebhookTestReport {
  @Field(() => WebhookScenario)
  scenario!: WebhookScenario;

  @Field(() => Boolean)
  passed!: boolean;

  @Field(() => [WebhookTestStep])
  steps!: WebhookTestStep[];
}
