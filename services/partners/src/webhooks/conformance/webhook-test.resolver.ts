import { Arg, Authorized, Ctx, Mutation, Resolver } from 'type-graphql';
import type { Context } from '@maarad/shared/graphql';
import { WebhookSender } from '../sending/send-webhook.js';
import type { WebhookSetup } from '../webhook-setup.js';
import { testWebhookEndpoint } from './test-webhook-endpoint.js';
import { TestWebhookEndpointInput, WebhookTestReport } from './webhook-test.inputs.js';

@Resolver()
export class WebhookTestResolver {
  private readonly sender: WebhookSender;

  constructor(private readonly setup: WebhookSetup) {
    this.sender = new WebhookSender(setup.rules);
  }

  @Authorized('admin', 'partner')
  @Mutation(() => WebhookTestReport, {
    description:
      'Sends the endpoint events of the type `org.maarad.partners.webhook.tested`, as the scenario says, and reports what it did. They are in no feed and no log.',
  })
  testWebhookEndpoint(@Arg('input') input: TestWebhookEndpointInput, @Ctx() context: Context) {
    return testWebhookEndpoint(context, input, { sender: this.sender, seal: this.setup.seal });
  }
}
