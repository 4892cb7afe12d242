import { composeServices } from '@apollo/composition';
import { createLogger } from '@maarad/shared/telemetry';
import { parse, type GraphQLSchema } from 'graphql';
import { CompiledGateway } from '../src/executor/compiled-gateway.js';
import type { AnswerText, OperationAnswer, OperationRequest, TextSource, WithBody } from '../src/executor/run.js';
import { WrittenData } from '../src/executor/text/written-data.js';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const typeDefs: Record<string, string> = {
  stalls: `${link}
    scalar Json
    enum Kind { CRAFT FOOD }
    type Query { stall: Stall stalls: [Stall!] strict: Stall! }
    type Stall @key(fields: "id") { id: ID! name: String number: Int area: Float open: Boolean! kind: Kind tags: [String!] any: Json keeper: Keeper }
    type Keeper { name: String! }`,
  goods: `${link}
    type Query { nothing: Boolean }
    type Stall @key(fields: "id") { id: ID! goods: [Good!] rating: Int! }
    type Good { title: String! }`,
};

/** Says what it is told to say, in the order in which it is asked. */
class ScriptedService implements TextSource {
  says: (string | Buffer)[] = [];
  asked: string[] = [];

  async ask({ body = '' }: WithBody): Promise<AnswerText> {
    this.asked.push(body);
    const text = this.says.shift() ?? '{"data":null}';
    return Promise.resolve({ status: 200, body: Buffer.from(text), ms: 0 });
  }

  async process(options: WithBody): ReturnType<TextSource['process']> {
    return this.read(options, await this.ask(options));
  }

  read(_options: WithBody, { body }: AnswerText): ReturnType<TextSource['read']> {
    return JSON.parse(String(body)) as ReturnType<TextSource['read']>;
  }

  wasRead(): void {}
}

const services = { stalls: new ScriptedService(), goods: new ScriptedService() };
let schema: GraphQLSchema;
let execute: (request: OperationRequest) => Promise<OperationAnswer>;

beforeAll(async () => {
  const { supergraphSdl } = composeServices(
    Object.entries(typeDefs).map(([name, sdl]) => ({ name, typeDefs: parse(sdl), url: 'http://nowhere' })),
  );
  const logger = createLogger('executor', 'silent');
  const gateway = new CompiledGateway(
    { supergraphSdl: supergraphSdl!, buildService: ({ name }) => services[name as keyof typeof services], logger },
    (cause, error) => {
      throw new Error(`not compiled: ${cause}`, { cause: error });
    },
    () => true,
  );
  gateway.onSchemaLoadOrUpdate(({ apiSchema }) => {
    schema = apiSchema;
  });
  execute = (await gateway.load({ apollo: {} as never })).executor as typeof execute;
});
beforeEach(() => {
  for (const service of Object.values(services)) {
    service.says = [];
    service.asked = [];
  }
});

interface Outcome {
  data: unknown;
  errors: number;
  /** Whether no objects were made of it. */
  fromText: boolean;
}

async function ask(query: string, says: (string | Buffer)[], more: (string | Buffer)[] = []): Promise<Outcome> {
  services.stalls.says = says;
  services.goods.says = more;
  const request = {
    request: { query, variables: {} },
    document: parse(query),
    queryHash: query,
    schema,
    context: {},
    metrics: {},
  };
  const { data, errors = [], extensions } = await execute(request as unknown as OperationRequest);
  const fromText = data instanceof WrittenData;
  const whole = fromText ? (JSON.parse(String(data.text)) as { data: unknown }) : { data };
  const broken = (extensions?.valueCompletion as unknown[] | undefined) ?? [];
  return { data: whole.data, errors: errors.length + broken.length, fromText };
}

const stall = (value: string) => `{"data":{"stall":${value}}}`;

test.each([
  ['in the order in which they are asked', '{ stall { name open } }', '{"name":"Argan","open":true}'],
  ['in another order', '{ stall { name open } }', '{"open":true,"name":"Argan"}'],
  [
    'in this order with something between some of them',
    '{ stall { name number open kind area } }',
    '{"name":"Argan","number":1,"x":2,"open":true, "kind":"FOOD","area":2.5}',
  ],
  ['with fields that nobody asked for', '{ stall { name } }', '{"x":{"y":[1,{"z":null}]},"name":"Argan","w":-1.5}'],
  ['with space between', '{ stall { name open } }', ' { "name" : "Argan" ,\n\t"open" : false } '],
  ['with null where it may be', '{ stall { name tags keeper { name } } }', '{"name":null,"tags":null,"keeper":null}'],
  ['no object at all', '{ stall { name } }', 'null'],
  ['escapes', '{ stall { name } }', '{"name":"a\\"b\\\\\\u0627\\n"}'],
  ['words of any script', '{ stall { name } }', '{"name":"تعاونية 🐪"}'],
  ['numbers', '{ stall { number area } }', '{"number":-12,"area":12.50}'],
  ['identifiers that are numbers', '{ stall { id } }', '{"id":7,"__typename":"Stall"}'],
  ['lists and enums', '{ stall { tags kind } }', '{"tags":["a","b"],"kind":"FOOD"}'],
  ['what has no type', '{ stall { any } }', '{"any":{"a":[1,"b",{"c":true}]}}'],
])('an answer %s is handed on without making objects', async (_, query, value) => {
  const outcome = await ask(query, [stall(value)]);
  expect(outcome).toMatchObject({ fromText: true, errors: 0 });
  const names = /stall \{ (.*) \} \}/
    .exec(query)![1]!
    .replace(/\{.*?\}/g, '')
    .trim()
    .split(/\s+/);
  const object = JSON.parse(value) as Record<string, unknown> | null;
  expect(outcome.data).toEqual({
    stall: object && Object.fromEntries(names.map((name) => [name, object[name]])),
  });
});

test.each([
  ['nothing where something must be', '{ stall { open } }', '{"open":null}', 1],
  ['another type', '{ stall { name } }', '{"name":5}', 1],
  ['a number that is no integer', '{ stall { number } }', '{"number":1.5}', 1],
  ['an unknown word', '{ stall { kind } }', '{"kind":"HONEY"}', 1],
  ['nothing of a field that was asked for', '{ stall { name } }', '{}', 0],
  ['the same field twice', '{ stall { name } }', '{"name":"a","name":"b"}', 0],
  ['a number in another writing', '{ stall { area } }', '{"area":1.25e1}', 0],
])('objects tell what is wrong with an answer that has %s', async (_, query, value, errors) => {
  const outcome = await ask(query, [stall(value)]);
  expect(outcome).toMatchObject({ fromText: false, errors });
  expect(services.stalls.asked).toHaveLength(1);
});

test('what a service refuses is told as it is, and it is asked once', async () => {
  const refused = '{"errors":[{"message":"no","path":["stall"]}],"data":{"stall":null}}';
  const outcome = await ask('{ stall { name } }', [refused]);
  expect(outcome).toEqual({ data: { stall: null }, errors: 1, fromText: false });
  expect(services.stalls.asked).toHaveLength(1);
});

test.each([
  ['that is cut off', '{"data":{"stall":{"name":"Arg'],
  ['with something behind it', '{"data":{"stall":{"name":"Argan"}}} {}'],
  ['with a comma too many', '{"data":{"stall":{"name":"Argan",}}}'],
  ['with a line in a word', '{"data":{"stall":{"name":"Ar\ngan"}}}'],
  ['with an escape that is none', '{"data":{"stall":{"name":"Ar\\qgan"}}}'],
  ['with a zero before a number', '{"data":{"stall":{"name":"Argan","x":012}}}'],
])('an answer %s is no answer', async (_, text) => {
  const outcome = await ask('{ stall { name } }', [text]);
  expect(outcome).toMatchObject({ fromText: false, errors: 1 });
});

test('bytes that are no UTF-8 are not handed on', async () => {
  const text = Buffer.concat([Buffer.from('{"data":{"stall":{"name":"'), Buffer.from([0xff]), Buffer.from('"}}}')]);
  const outcome = await ask('{ stall { name } }', [text]);
  expect(outcome).toEqual({ data: { stall: { name: '\ufffd' } }, errors: 0, fromText: false });
});

const stalls = (...ids: string[]) =>
  JSON.stringify({ data: { stalls: ids.map((id) => ({ __typename: 'Stall', id, name: `stall ${id}` })) } });

test('entities that look equal are asked for once, and each place has what is told of it', async () => {
  const told = '{"data":{"_entities":[{"goods":[{"title":"oil"}]},{"goods":[]}]}}';
  const { data, fromText } = await ask('{ stalls { name goods { title } } }', [stalls('1', '2', '1')], [told]);
  expect(fromText).toBe(true);
  const first = { name: 'stall 1', goods: [{ title: 'oil' }] };
  expect(data).toEqual({ stalls: [first, { name: 'stall 2', goods: [] }, first] });
  expect(JSON.parse(services.goods.asked[0]!).variables.representations).toEqual([
    { __typename: 'Stall', id: '1' },
    { __typename: 'Stall', id: '2' },
  ]);
});

test('an entity that its service does not know has nulls where it may have', async () => {
  const query = '{ stalls { name goods { title } } }';
  const { data, fromText } = await ask(query, [stalls('1')], ['{"data":{"_entities":[null]}}']);
  expect({ data, fromText }).toEqual({ data: { stalls: [{ name: 'stall 1', goods: null }] }, fromText: true });
});

test('it takes the list around it along where it may not, and nobody is asked twice to find that out', async () => {
  const query = '{ stalls { name rating } }';
  const { data, fromText, errors } = await ask(query, [stalls('1')], ['{"data":{"_entities":[null]}}']);
  expect({ data, fromText, errors }).toEqual({ data: { stalls: null }, fromText: false, errors: 1 });
  expect([services.stalls.asked.length, services.goods.asked.length]).toEqual([1, 1]);
});

test('a service that tells of fewer entities than it was asked for is not believed', async () => {
  const told = '{"data":{"_entities":[{"rating":5}]}}';
  const { fromText, errors } = await ask('{ stalls { rating } }', [stalls('1', '2')], [told]);
  expect(fromText).toBe(false);
  expect(errors).toBeGreaterThan(0);
});

describe('what is asked again', () => {
  const query = '{ stalls { name rating } }';
  const rated = (...ratings: number[]) =>
    JSON.stringify({ data: { _entities: ratings.map((rating) => ({ rating })) } });

  beforeEach(async () => {
    // Any other answers, so that each test begins with nothing remembered: what changes is forgotten.
    await ask(query, [stalls(String(Math.random()))], [rated(0)]);
  });

  async function remember() {
    for (let time = 0; time < 200; time += 1) {
      await ask(query, [stalls('1', '2')], [rated(1, 2)]);
    }
    services.stalls.asked = [];
    services.goods.asked = [];
  }

  const both = [
    { name: 'stall 1', rating: 1 },
    { name: 'stall 2', rating: 2 },
  ];

  test('is asked of every service again, and answered as before where they say the same', async () => {
    await remember();
    const { data, fromText } = await ask(query, [stalls('1', '2')], [rated(1, 2)]);
    expect({ data, fromText }).toEqual({ data: { stalls: both }, fromText: true });
    expect([services.stalls.asked.length, services.goods.asked.length]).toEqual([1, 1]);
  });

  test.each([
    ['the first service says something else', stalls('3', '2'), rated(1, 2), [{ name: 'stall 3', rating: 1 }, both[1]]],
    ['the second does', stalls('1', '2'), rated(1, 9), [both[0], { name: 'stall 2', rating: 9 }]],
    ['both do', stalls('7'), rated(7), [{ name: 'stall 7', rating: 7 }]],
    ['nothing is left to ask the second', JSON.stringify({ data: { stalls: [] } }), rated(), []],
  ])('has the new answer where %s', async (_, first, second, expected) => {
    await remember();
    const { data, fromText } = await ask(query, [first], [second]);
    expect({ data, fromText }).toEqual({ data: { stalls: expected }, fromText: true });
    const again = await ask(query, [stalls('1', '2')], [rated(1, 2)]);
    expect(again.data).toEqual({ stalls: both });
  });

  test('asks the second service of what the first says now', async () => {
    await remember();
    await ask(query, [stalls('5')], [rated(5)]);
    expect(JSON.parse(services.goods.asked[0]!).variables.representations).toEqual([{ __typename: 'Stall', id: '5' }]);
  });

  test('is told what went wrong, and no service is asked twice for it', async () => {
    await remember();
    const refused = '{"data":{"_entities":[null,{"rating":2}]}}';
    const { data, fromText, errors } = await ask(query, [stalls('1', '2')], [refused]);
    expect({ data, fromText, errors }).toEqual({ data: { stalls: null }, fromText: false, errors: 1 });
    expect([services.stalls.asked.length, services.goods.asked.length]).toEqual([1, 1]);
  });
});
