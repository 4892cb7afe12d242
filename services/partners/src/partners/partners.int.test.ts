import { anonymous } from '@maarad/shared/auth';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { partnersService } from '../service.js';
import { actingForPartner, aPartner } from '../testing/builders.js';

let service: TestService;

beforeEach(async () => {
  service = await testService(partnersService);
});
afterEach(() => service.close());

const register =
  'mutation ($input: RegisterPartnerInput!) { registerPartner(input: $input) { id name { value } kind regions } }';
const input = {
  name: { fr: 'Chambre d’artisanat', ar: 'غرفة الصناعة التقليدية' },
  kind: 'CHAMBER',
  regions: ['SOUSS_MASSA', 'SOUSS_MASSA'],
  idempotencyKey: 'chamber',
};
const byId = 'query ($id: ID!) { partner(id: $id) { id } }';
const others = [anonymous, actingFor(newId()), actingForPartner(newId()), { id: 'v', role: 'visitor' as const }];

test('the organiser registers a partner, once however often it is sent', async () => {
  const first = await service.data(register, { input }, { as: organiser });
  expect(first.registerPartner).toMatchObject({ kind: 'CHAMBER', regions: ['SOUSS_MASSA'] });
  expect(await service.data(register, { input }, { as: organiser })).toEqual(first);
  expect(await service.refusal(register, { input: { ...input, kind: 'NGO' } }, { as: organiser })).toMatchObject({
    code: 'IDEMPOTENCY_CONFLICT',
  });
  const { partners } = await service.data('{ partners { totalCount nodes { id } } }', {}, { as: organiser });
  expect(partners).toEqual({ totalCount: 1, nodes: [{ id: first.registerPartner.id }] });
});

test('nobody but the organiser registers and lists partners', async () => {
  for (const as of others) {
    const code = as === anonymous ? 'UNAUTHENTICATED' : 'FORBIDDEN';
    expect(await service.refusal(register, { input }, { as })).toMatchObject({ code });
    expect(await service.refusal('{ partners { nodes { id } } }', {}, { as })).toMatchObject({ code });
  }
});

test('a partner is seen by itself and the organiser, by nobody else, and not as an entity either', async () => {
  const id = await aPartner(service);
  const entity = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Partner { id } } }';
  const r = [{ __typename: 'Partner', id }];
  for (const as of [organiser, actingForPartner(id)]) {
    expect(await service.data(byId, { id }, { as })).toEqual({ partner: { id } });
    expect(await service.data(entity, { r }, { as })).toEqual({ _entities: [{ id }] });
  }
  for (const as of others) {
    expect(await service.data(byId, { id }, { as })).toEqual({ partner: null });
    expect(await service.data(entity, { r }, { as })).toEqual({ _entities: [null] });
  }
  expect(await service.data(byId, { id: 'no id' }, { as: organiser })).toEqual({ partner: null });
});

test('a token of a partner is shown the partner that it acts for; one that is not registered has none', async () => {
  const id = await aPartner(service);
  const ask = '{ me { partnerId partner { id kind } } }';
  expect(await service.data(ask, {}, { as: actingForPartner(id) })).toEqual({
    me: { partnerId: id, partner: { id, kind: 'REGIONAL_COUNCIL' } },
  });
  expect((await service.data(ask, {}, { as: actingForPartner(newId()) })).me.partner).toBeNull();
  expect((await service.data(ask, {}, { as: organiser })).me.partner).toBeNull();
});
