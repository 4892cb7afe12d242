import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '@maarad/shared/graphql';
import type { WebhookSender } from '../sending/send-webhook.js';
import { testWebhookEndpoint } from './test-webhook-endpoint.js';
import { TestWebhookEndpointInput, WebhookTestReport } from './webhook-test.inputs.js';

@Resolver()
export class WebhookTestResolver {
  constructor(private readonly sender: WebhookSender) {}

  @Authorized('admin', 'partner')
  @Mutation(() => WebhookTestReport, {
    description:
      'Sends the endpoint events of the type `org.maarad.partners.webhook.tested`, as the scenario says, and reports what it did. They are in no feed and no log.',
  })
  testWebhookEndpoint(@Arg('input') input: TestWebhookEndpointInput, @Ctx() context: Context) {
    return testWebhookEndpoint(context, input, this.sender);
  }
}
