import { Arg, Args, Authorized, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '@maarad/shared/graphql';
import { cursorsOf } from '../../feed/cursor.js';
import { Partner } from '../../partners/partner.entity.js';
import { visiblePartner } from '../../partners/partner.reference.js';
import { DeliveriesArgs, DeliveryConnection } from '../deliveries/delivery.inputs.js';
import { deliveriesOf } from '../deliveries/delivery.loaders.js';
import type { WebhookSetup } from '../webhook-setup.js';
import { createWebhookEndpoint } from './create-webhook-endpoint.js';
import { EventFilterOutput } from './event-filter-output.js';
import { rotateWebhookSecret } from './rotate-webhook-secret.js';
import { deleteWebhookEndpoint, disableWebhookEndpoint, enableWebhookEndpoint } from './switch-webhook-endpoint.js';
import { updateWebhookEndpoint } from './update-webhook-endpoint.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';
import {
  CreateWebhookEndpointInput,
  RotateWebhookSecretInput,
  UpdateWebhookEndpointInput,
  WebhookEndpointSecret,
  WebhookEndpointStepInput,
} from './webhook-endpoint.inputs.js';
import { endpointsOfPartner, visibleEndpoint } from './webhook-endpoint.reference.js';

@Resolver(() => WebhookEndpoint)
export class WebhookEndpointResolver {
  constructor(private readonly setup: WebhookSetup) {}

  @Query(() => WebhookEndpoint, {
    nullable: true,
    description: 'For its partner and the organiser; null for all others.',
  })
  webhookEndpoint(@Arg('id', () => ID) id: string, @Ctx() context: Context) {
    return visibleEndpoint(context, id);
  }

  @Authorized('admin', 'partner')
  @Mutation(() => WebhookEndpointSecret, {
    description:
      'Events that fit are sent to this address from now on. At most 20 for a partner. BAD_USER_INPUT names the rule that an address breaks.',
  })
  createWebhookEndpoint(@Arg('input') input: CreateWebhookEndpointInput, @Ctx() context: Context) {
    return createWebhookEndpoint(context, input, this.setup);
  }

  @Authorized('admin', 'partner')
  @Mutation(() => WebhookEndpoint)
  updateWebhookEndpoint(@Arg('input') input: UpdateWebhookEndpointInput, @Ctx() context: Context) {
    return updateWebhookEndpoint(context, input, this.setup.rules);
  }

  @Authorized('admin', 'partner')
  @Mutation(() => WebhookEndpoint, {
    description: 'Goes on where it stopped: what happened meanwhile is sent, as far back as the feed is kept.',
  })
  enableWebhookEndpoint(@Arg('input') input: WebhookEndpointStepInput, @Ctx() context: Context) {
    return enableWebhookEndpoint(context, input);
  }

  @Authorized('admin', 'partner')
  @Mutation(() => WebhookEndpoint, { description: 'Nothing is sent until it is enabled.' })
  disableWebhookEndpoint(@Arg('input') input: WebhookEndpointStepInput, @Ctx() context: Context) {
    return disableWebhookEndpoint(context, input);
  }

  @Authorized('admin', 'partner')
  @Mutation(() => WebhookEndpoint, { description: 'For good. What was on its way is given up.' })
  deleteWebhookEndpoint(@Arg('input') input: WebhookEndpointStepInput, @Ctx() context: Context) {
    return deleteWebhookEndpoint(context, input);
  }

  @Authorized('admin', 'partner')
  @Mutation(() => WebhookEndpointSecret, {
    description:
      'A new secret and a new Ed25519 key; requests are signed with the old ones too until the overlap ends.',
  })
  rotateWebhookSecret(@Arg('input') input: RotateWebhookSecretInput, @Ctx() context: Context) {
    return rotateWebhookSecret(context, input, this.setup);
  }

  @FieldResolver(() => EventFilterOutput)
  filter(@Root() { filter }: WebhookEndpoint) {
    return filter;
  }

  @FieldResolver(() => Partner, { nullable: true })
  partner(@Root() { partnerId }: WebhookEndpoint, @Ctx() context: Context) {
    return visiblePartner(context, partnerId);
  }

  @FieldResolver(() => String, {
    description: 'The cursor up to which everything that fits has become a delivery: good on any other channel.',
  })
  async cursor(@Root() { place }: WebhookEndpoint, @Ctx() { database }: Context) {
    return (await cursorsOf(database)).at(place);
  }

  @FieldResolver(() => Boolean, { description: 'Whether a part of the feed is being sent again.' })
  replaying(@Root() { replay }: WebhookEndpoint) {
    return replay !== null;
  }

  @FieldResolver(() => DeliveryConnection, { description: 'The log, the latest made first.' })
  deliveries(@Root() { id }: WebhookEndpoint, @Args() args: DeliveriesArgs, @Ctx() context: Context) {
    return deliveriesOf(context).load(id, args);
  }
}

@Resolver(() => Partner)
export class EndpointsOfPartnerResolver {
  @FieldResolver(() => [WebhookEndpoint], { description: 'At most 20, the first made first.' })
  endpoints(@Root() { id }: Partner, @Ctx() context: Context) {
    return endpointsOfPartner(context).load(id);
  }
}
