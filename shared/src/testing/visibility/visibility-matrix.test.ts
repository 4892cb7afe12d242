import { buildSchema, graphql, GraphQLError, type GraphQLSchema } from 'graphql';
import type { Principal } from '../../auth/index.js';
import type { TestService } from '../test-service.js';
import { visibilityOf, type Visibility } from './visibility-matrix.js';

const owner: Principal = { id: 'owner', role: 'exhibitor', exhibitorId: '1' };
const stranger: Principal = { id: 'stranger', role: 'visitor' };
const schema = buildSchema('type Query { stall(id: ID!): Stall } type Stall { id: ID! name: String secret: String }');
const visibility: Visibility = {
  Query: { stall: 'public' },
  Stall: { id: 'public', name: 'public', secret: 'owner' },
};

/** A service of which strangers get this for the secret. */
function serviceThat(toStrangers: () => unknown, toOwner: unknown = 'nine silver coins'): TestService {
  const service = {
    schema: schema as GraphQLSchema,
    execute: (source: string, variableValues: Record<string, unknown>, { as }: { as: Principal }) => {
      const secret = () => (as.role === 'visitor' ? toStrangers() : toOwner);
      return graphql({ schema, source, variableValues, rootValue: { stall: { id: '1', name: 'Argan', secret } } });
    },
  };
  return service as unknown as TestService;
}
const found = (service: TestService, decided: Visibility = visibility) =>
  visibilityOf({
    service,
    visibility: decided,
    strangers: [stranger],
    doors: [{ type: 'Stall', id: '1', ask: 'stall(id: $id)', insiders: [owner] }],
  });
const refuse =
  (code: string, message = 'No.') =>
  () => {
    throw new GraphQLError(message, { extensions: { code } });
  };
const nothing = { undecided: [], stale: [], leaks: [], unshown: [] };

test('a refusal with a code, and silence, are good', async () => {
  expect(await found(serviceThat(refuse('FORBIDDEN')))).toEqual(nothing);
  expect(await found(serviceThat(() => null))).toEqual(nothing);
});

test.each([
  ['gets the value', () => 'nine silver coins', 'gets "nine silver coins"'],
  ['gets another value', () => 'x', 'gets "x"'],
  ['reads it in the error', refuse('FORBIDDEN', 'You may not see nine silver coins.'), 'reads nine silver coins'],
  ['is refused by a fault', refuse('INTERNAL'), 'is refused with INTERNAL'],
])('a stranger who %s is found', async (_, toStrangers, leak) => {
  const { leaks } = await found(serviceThat(toStrangers));
  expect(leaks.join()).toContain(`visitor stranger ${leak}`);
});

test('a field that nobody gets is found, since its refusal says nothing', async () => {
  expect(await found(serviceThat(() => null, null))).toEqual({ ...nothing, unshown: ['Stall.secret'] });
});

test('a field without a decision is found, and a decision without a field', async () => {
  const { name: _, ...rest } = visibility.Stall ?? {};
  const decided: Visibility = { ...visibility, Stall: { ...rest, size: 'public' } };
  expect(
    await found(
      serviceThat(() => null),
      decided,
    ),
  ).toEqual({
    ...nothing,
    undecided: ['Stall.name'],
    stale: ['Stall.size'],
  });
});

test('a thing that is never null is asked for field by field, unless it is refused whole', async () => {
  const strict = buildSchema('type Query { stall: Stall! } type Stall { name: String! secret: String! }');
  const stallFor = (toStrangers: unknown) => ({
    schema: strict,
    execute: (source: string, variableValues: Record<string, unknown>, { as }: { as: Principal }) => {
      const stall = { name: refuse('FORBIDDEN'), secret: 'nine silver coins' };
      const own = { name: 'Argan', secret: 'nine silver coins' };
      return graphql({
        schema: strict,
        source,
        variableValues,
        rootValue: { stall: as.role === 'visitor' ? (toStrangers ?? stall) : own },
      });
    },
  });
  const matrix = (toStrangers?: unknown) => ({
    service: stallFor(toStrangers) as unknown as TestService,
    visibility: { Query: { stall: 'owner' }, Stall: { name: 'owner', secret: 'owner' } } as Visibility,
    strangers: [stranger],
    doors: [{ type: 'Stall', ask: 'stall', insiders: [owner] }],
  });
  expect((await visibilityOf(matrix())).leaks.join()).toContain('gets "nine silver coins"');
  expect(await visibilityOf(matrix(refuse('FORBIDDEN')))).toEqual(nothing);
});
