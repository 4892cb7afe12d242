import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { openTraceCollector, type CollectedSpan, type TraceCollector } from '@maarad/shared/testing';
import { ask, dataOf } from './ask.js';
import { openFair, until, type OpenFair } from './open-fair.js';

const approval = 'the-approval-1';
const personal = { person: 'Fatima Zahra Benali', phone: '+212661234567', email: 'fatima.benali@argan.example' };
const participant = 'Khadija Oubella';
const processes = ['gateway', 'exhibitors', 'scheduling', 'sales', 'training', 'partners'];

let fair: OpenFair;
let collector: TraceCollector;
let receiver: Server;
let token: string;
let secret: string;
const received: IncomingHttpHeaders[] = [];

const made = (field: string, type: string, selection = 'id') =>
  `mutation ($input: ${type}!) { made: ${field}(input: $input) { ${selection} } }`;
const create = async (field: string, type: string, input: object, selection?: string) => {
  const keyed = { input: { idempotencyKey: randomUUID(), ...input } };
  return (await dataOf(fair.url, made(field, type, selection), keyed, { token })).made;
};

/** A partner whose receiver hears of everything, and an exhibitor whose registration waits for the organiser. */
async function prepare(): Promise<string> {
  const partner = await create('registerPartner', 'RegisterPartnerInput', {
    name: { fr: 'Conseil régional' },
    kind: 'REGIONAL_COUNCIL',
  });
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  const endpoint = { partnerId: partner.id, url };
  ({ secret } = await create('createWebhookEndpoint', 'CreateWebhookEndpointInput', endpoint, 'secret'));
  const edition = await create('createEdition', 'CreateEditionInput', {
    ...{ number: 1, name: { ar: 'معرض' }, theme: { ar: 'من أجل اقتصاد اجتماعي' }, city: { ar: 'مراكش' } },
    ...{ region: 'MARRAKECH_SAFI', startsOn: '2025-01-27', endsOn: '2025-02-02' },
    organisers: [{ name: { ar: 'المجلس' } }],
  });
  const exhibitor = await create('createExhibitor', 'CreateExhibitorInput', {
    ...{ name: { fr: 'Coopérative' }, kind: 'CRAFT_COOPERATIVE', sector: 'POTTERY', region: 'MARRAKECH_SAFI' },
    contact: personal,
  });
  const registration = { editionId: edition.id, exhibitorId: exhibitor.id };
  return (await create('submitRegistration', 'SubmitRegistrationInput', registration)).id;
}

/** Operations that carry people's names and are refused, in each way in which one can be. */
async function beRefused(): Promise<void> {
  const enrol = (participants: unknown) =>
    ask(
      fair.url,
      made('enrol', 'EnrolInput'),
      { input: { idempotencyKey: 'one', workshopId: randomUUID(), exhibitorId: randomUUID(), participants } },
      { token },
    );
  const exhibitor = { name: { fr: 'Coopérative' }, kind: 'CRAFT_COOPERATIVE', sector: 'POTTERY', region: 'ORIENTAL' };
  const create = (contact: object) =>
    ask(
      fair.url,
      made('createExhibitor', 'CreateExhibitorInput'),
      { input: { idempotencyKey: 'one', ...exhibitor, contact } },
      { token },
    );
  const answers = await Promise.all([
    enrol([{ name: participant }]),
    enrol([{ name: { called: participant } }]),
    enrol(participant),
    create({ ...personal, email: personal.person }),
    create({ ...personal, fax: personal.phone }),
    ask(fair.url, `mutation { createExhibitor(input: { contact: { person: "${personal.person}" } }) { id } }`),
    ask(fair.url, '{ me { id } }', {}, { token: `${token}x` }),
  ]);
  expect(answers.map(({ errors }) => errors?.length)).toEqual(answers.map(() => expect.any(Number)));
}

beforeAll(async () => {
  collector = await openTraceCollector();
  receiver = createServer((request, response) => {
    received.push(request.headers);
    request.resume().on('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  fair = await openFair({
    webhookLocal: true,
    environment: {
      LOG_LEVEL: 'debug',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_TRACES_SAMPLER: 'always_on',
      OTEL_BSP_SCHEDULE_DELAY: '100',
    },
  });
  token = fair.token('admin');
  const registrationId = await prepare();
  const approve = `mutation Approve($input: RegistrationStepInput!) { approveRegistration(input: $input) { id status } }`;
  await dataOf(fair.url, approve, { input: { registrationId } }, { token, correlationId: approval });
  await beRefused();
}, 120_000);
afterAll(async () => {
  await fair.stop();
  fair.discard();
  receiver.closeAllConnections();
  await Promise.all([collector.close(), new Promise((resolve) => receiver.close(resolve))]);
});

test('a mutation is one trace: gateway, service, statements, event log, other services, feed, webhook', async () => {
  const ofApproval = ({ attributes }: CollectedSpan) => attributes['maarad.correlation_id'] === approval;
  const handled = ['appendToFeed', 'openStallWhenRegistrationApproved'];
  const whole = (spans: CollectedSpan[]) =>
    spans.some(({ name }) => name === 'webhook attempt') &&
    spans.some(({ name }) => name === 'mutation Approve') &&
    handled.every((handler) => spans.some(({ attributes }) => attributes['maarad.handler'] === handler));
  const spans = (await collector.until((all) => whole(all.filter(ofApproval)))).filter(ofApproval);
  const one = (service: string, name: string, handler?: string) => {
    const found = spans.filter(
      (span) =>
        span.service === service &&
        span.name === name &&
        (handler === undefined || span.attributes['maarad.handler'] === handler),
    );
    expect([service, name, found.length]).toEqual([service, name, 1]);
    return found[0] as CollectedSpan;
  };
  const operation = one('gateway', 'mutation Approve');
  const asked = one('gateway', 'ask exhibitors');
  const answered = one('exhibitors', 'mutation approveRegistration');
  const useCase = one('exhibitors', 'use case');
  const outbox = one('exhibitors', 'INSERT event_sequences INSERT outbox');
  const sent = one('exhibitors', 'send maarad.registrations');
  const inSales = one('sales', 'process maarad.registrations', 'openStallWhenRegistrationApproved');
  const noted = spans.filter(({ service, name }) => service === 'sales' && name === 'INSERT inbox');
  const inFeed = one('partners', 'process maarad.registrations', 'appendToFeed');
  const place = one('partners', 'INSERT inbox UPDATE feed_ends INSERT feed_entries');
  const attempt = one('partners', 'webhook attempt');

  const below = [
    [undefined, operation],
    [operation, asked],
    [asked, answered],
    [answered, useCase],
    [useCase, outbox],
    [useCase, sent],
    [sent, inSales],
    [sent, inFeed],
    [inFeed, place],
    [useCase, attempt],
  ] as const;
  expect(below.map(([, child]) => [child.name, child.parentSpanId])).toEqual(
    below.map(([parent, child]) => [child.name, parent?.spanId]),
  );
  expect(noted.map(({ parentSpanId }) => parentSpanId)).toContain(inSales.spanId);
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
  expect(received.map(({ traceparent }) => traceparent)).toContain(`00-${operation.traceId}-${attempt.spanId}-01`);
  expect(spans.filter(({ failed }) => failed)).toEqual([]);
});

const ofGateway =
  (correlationId: string) =>
  ({ service, attributes }: CollectedSpan) =>
    service === 'gateway' && attributes['maarad.correlation_id'] === correlationId;

/** Of each span, by its name, the one that it is below. */
const parents = (spans: CollectedSpan[]) =>
  Object.fromEntries(
    spans.map(({ name, parentSpanId }) => [name, spans.find(({ spanId }) => spanId === parentSpanId)?.name]),
  );

test('what the gateway answers by itself is in the trace, with the services that it asks for it', async () => {
  const correlationId = 'the-look-1';
  await dataOf(fair.url, 'query Look { platform { services { name status } } }', {}, { token, correlationId });
  const inGateway = ofGateway(correlationId);
  const spans = (await collector.until((all) => all.filter(inGateway).length === 7)).filter(inGateway);
  expect(parents(spans)).toEqual({
    'query Look': undefined,
    'resolve platform': 'query Look',
    ...Object.fromEntries(processes.slice(1).map((service) => [`ask ${service}`, 'resolve platform'])),
  });
});

test('a stream of events is in the trace until it begins, and a refusal of it is no failure', async () => {
  const read = async (correlationId: string, bearer: string) => {
    const leave = new AbortController();
    const headers = { authorization: `Bearer ${bearer}`, 'x-correlation-id': correlationId };
    const { status } = await fetch(`${fair.url}/events`, { headers, signal: leave.signal });
    const inGateway = ofGateway(correlationId);
    const door = (span: CollectedSpan) => inGateway(span) && span.name === 'GET /events';
    const spans = (await collector.until((all) => all.some(door))).filter(door);
    leave.abort();
    return { status, spans };
  };
  const { status, spans } = await read('the-stream-1', token);
  expect([status, spans]).toMatchObject([
    200,
    [{ attributes: { 'http.response.status_code': 200, 'maarad.code': 'OK' } }],
  ]);
  const asked = collector.spans.filter(({ parentSpanId }) => parentSpanId === spans[0]?.spanId);
  expect(asked).toMatchObject([{ name: 'ask partners', attributes: { 'url.path': '/events' } }]);
  const refused = await read('the-stream-2', `${token}x`);
  expect(refused).toMatchObject({
    status: 401,
    spans: [{ failed: false, attributes: { 'http.response.status_code': 401, 'maarad.code': 'UNAUTHENTICATED' } }],
  });
});

interface LogLine {
  name: string;
  msg: string;
  correlationId?: string;
  trace_id?: string;
}

const log = (name: string) => readFileSync(join(fair.home, 'logs', `${name}.log`), 'utf8');

test('the id that a caller gave is in the log of every process that its request reached, each line of it JSON with the trace', async () => {
  const told = () =>
    processes
      .flatMap((name) => log(name).split('\n'))
      .filter((line) => line.includes(approval))
      .map((line) => JSON.parse(line) as LogLine);
  const said = (lines: LogLine[]) => new Set(lines.map(({ name, msg }) => `${name}: ${msg}`));
  const expected = [
    'gateway: answered',
    'exhibitors: answered',
    'exhibitors: an event is sent',
    'sales: an event is handled',
    'partners: an event is handled',
    'partners: a webhook was attempted',
  ];
  const lines = await until(
    () => Promise.resolve(told()),
    (all) => expected.every((each) => said(all).has(each)),
  );
  expect([...said(lines)]).toEqual(expect.arrayContaining(expected));
  expect(new Set(lines.map(({ correlationId }) => correlationId))).toEqual(new Set([approval]));
  expect(new Set(lines.map(({ trace_id }) => trace_id)).size).toBe(1);
});

test('no line of any log and no span names a person, a number, a token or a secret', async () => {
  const everything = [...processes, 'postgres'].map(log).join('\n') + JSON.stringify(collector.spans);
  const [, claims = '', signature = ''] = token.split('.');
  const kept = [...Object.values(personal), participant, claims, signature, secret];
  expect(kept.filter((each) => each.length === 0 || everything.includes(each))).toEqual([]);
});
