import type { Principal } from '@maarad/shared/auth';
import { newId } from '@maarad/shared/runtime';
import { organiser, type TestService } from '@maarad/shared/testing';

export const actingForPartner = (partnerId: string): Principal => ({
  id: `partner-${partnerId}`,
  role: 'partner',
  partnerId,
});

/** Registers a partner; its id. */
export async function aPartner(service: TestService, overrides: Record<string, unknown> = {}): Promise<string> {
  const input = { name: { fr: 'Conseil régional' }, kind: 'REGIONAL_COUNCIL', idempotencyKey: newId(), ...overrides };
  const { registerPartner } = await service.data(
    'mutation ($input: RegisterPartnerInput!) { registerPartner(input: $input) { id } }',
    { input },
    { as: organiser },
  );
  return registerPartner.id;
}

/** Makes an endpoint of a partner; its id and secret. */
export async function anEndpoint(
  service: TestService,
  partnerId: string,
  overrides: Record<string, unknown> = {},
): Promise<{ id: string; secret: string; publicKey: string }> {
  const input = { partnerId, url: 'https://203.0.114.7/events', idempotencyKey: newId(), ...overrides };
  const { createWebhookEndpoint } = await service.data(
    'mutation ($input: CreateWebhookEndpointInput!) { createWebhookEndpoint(input: $input) { secret endpoint { id publicKey } } }',
    { input },
    { as: actingForPartner(partnerId) },
  );
  const { secret, endpoint } = createWebhookEndpoint;
  return { secret, ...endpoint };
}

/** Lets a partner see what is an exhibitor's own. */
export async function giveAccess(service: TestService, partnerId: string, exhibitorId: string): Promise<void> {
  await service.data(
    'mutation ($input: PartnerAccessInput!) { grantPartnerAccess(input: $input) { id } }',
    { input: { partnerId, exhibitorId } },
    { as: organiser },
  );
}

export async function takeAccess(service: TestService, partnerId: string, exhibitorId: string): Promise<void> {
  await service.data(
    'mutation ($input: PartnerAccessInput!) { withdrawPartnerAccess(input: $input) { id } }',
    { input: { partnerId, exhibitorId } },
    { as: organiser },
  );
}
