import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, type Door } from '@maarad/shared/testing';
import { actingForPartner, anEndpoint, aPartner, giveAccess, takeAccess } from './builders.js';
import { exhausted, types } from './events.js';
import { webhookTest } from './webhook-test.js';

/** A partner with something in every field, and the ways to each thing. */
export async function visibleWorld() {
  const test = await webhookTest();
  const { service, partner: partnerId } = test;
  const otherPartnerId = await aPartner(service);
  const exhibitorId = newId();
  const insiders = [actingForPartner(partnerId)];
  await giveAccess(service, partnerId, exhibitorId);
  const endpoint = await test.receiver(() => 500, {
    description: 'our data warehouse',
    filter: { types: [types.exhausted] },
  });
  const inAMonth = new Date(Date.now() + 30 * 86_400_000).toISOString();
  const { issuePartnerCredential } = await service.data(
    'mutation ($input: IssuePartnerCredentialInput!) { issuePartnerCredential(input: $input) { credential { id } } }',
    { input: { partnerId, label: 'nightly import', idempotencyKey: newId(), expiresAt: inAMonth } },
    { as: organiser },
  );
  await service.data(
    'mutation ($input: RevokePartnerCredentialInput!) { revokePartnerCredential(input: $input) { id } }',
    { input: { credentialId: issuePartnerCredential.credential.id, reason: 'It was in a log.' } },
    { as: organiser },
  );
  const formerExhibitorId = newId();
  await giveAccess(service, partnerId, formerExhibitorId);
  await takeAccess(service, partnerId, formerExhibitorId);
  const filter = { types: [types.exhausted], regions: ['ORIENTAL'], kinds: ['ARTISAN'] };
  const about = { exhibitorId, editionId: newId(), subject: newId() };
  const disabled = await anEndpoint(service, partnerId, { filter: { ...filter, ...about } });
  await service.data(
    'mutation ($input: WebhookEndpointStepInput!) { disableWebhookEndpoint(input: $input) { id } }',
    { input: { endpointId: disabled.id } },
    { as: organiser },
  );
  const regionalId = await aPartner(service, { regions: ['ORIENTAL'] });
  await service.data(
    'mutation ($input: PartnerStepInput!) { closePartner(input: $input) { id } }',
    { input: { partnerId: regionalId } },
    { as: organiser },
  );
  await service.deliver(exhausted());
  test.dispatch();
  await test.attempted(endpoint.id, 1);
  const page = 'query ($types: [String!]) { events(first: 1, filter: { types: $types }) { nodes { id } } }';
  await service.data(page, { types: [types.exhausted] }, { as: actingForPartner(partnerId) });
  const doors: Door[] = [
    { type: 'Partner', id: partnerId, ask: 'partner(id: $id)', insiders },
    { type: 'WebhookEndpoint', id: disabled.id, ask: 'webhookEndpoint(id: $id)', insiders },
    { type: 'Partner', id: regionalId, ask: 'partner(id: $id)', insiders: [] },
    { type: 'PartnerConnection', ask: 'partners', insiders },
    { type: 'WebhookEndpoint', id: endpoint.id, ask: 'webhookEndpoint(id: $id)', insiders },
    { type: 'PartnerReadConnection', ask: 'partnerReads', insiders },
    {
      type: 'PartnerAccessConnection',
      ask: `partnerAccesses(partnerId: "${partnerId}")`,
      insiders: [...insiders, actingFor(exhibitorId)],
    },
    { type: 'Principal', ask: 'me', insiders },
  ];
  const strangers = [
    { id: 'anonymous', role: 'visitor' as const },
    { id: 'somebody', role: 'visitor' as const, partnerId },
    actingFor(newId()),
    actingForPartner(otherPartnerId),
    { id: 'another trainer', role: 'trainer' as const, trainerId: newId() },
  ];
  return { service, doors, strangers, close: () => test.close() };
}
