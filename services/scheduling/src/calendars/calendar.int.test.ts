import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { anonymous, PrincipalSigner, PrincipalVerifier, type Principal } from '@maarad/shared/auth';
import { newId, serveHttp, type HttpServer } from '@maarad/shared/runtime';
import { createLogger } from '@maarad/shared/telemetry';
import { testService, type TestService } from '@maarad/shared/testing';
import { Language } from '@maarad/shared/graphql';
import { schedulingService } from '../service.js';
import { builders } from '../testing/builders.js';
import { reservations } from '../testing/reservations.js';

const secret = 'a secret of at least thirty-two characters';
const signer = new PrincipalSigner(secret);
let service: TestService;
let make: ReturnType<typeof builders>;
let seats: ReturnType<typeof reservations>;
let server: HttpServer;
let editionId: string;

beforeAll(async () => {
  service = await testService(schedulingService);
  [make, seats] = [builders(service), reservations(service)];
  const logger = createLogger('test', 'silent');
  const surroundings = { database: service.database, principals: new PrincipalVerifier(secret), logger };
  const routes = schedulingService.routes?.({ ...surroundings, stopping: new AbortController().signal }) ?? {};
  server = await serveHttp(routes, 0, '127.0.0.1', logger);
});
beforeEach(async () => {
  editionId = await make.edition();
});
afterAll(async () => {
  await server.close();
  await service.close();
});

async function get(query: string, headers: Record<string, string> = {}, as: Principal = anonymous) {
  const response = await fetch(`http://127.0.0.1:${server.port}/programme.ics?${query}`, {
    headers: { 'x-maarad-principal': await signer.sign(as), ...headers },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

interface Entry {
  status: string;
  sequence: number;
  summary: string;
  location: string;
  start: string;
  end: string;
}

/** A calendar as two independent programs read it, which must agree; by UID. */
async function read(query: string, headers = {}, as?: Principal): Promise<Record<string, Entry>> {
  const { status, text } = await get(query, headers, as);
  expect(status).toBe(200);
  const component = new ICAL.Component(ICAL.parse(text));
  for (const zone of component.getAllSubcomponents('vtimezone')) {
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
  }
  const first: Record<string, Entry> = {};
  for (const entry of component.getAllSubcomponents('vevent')) {
    const event = new ICAL.Event(entry);
    first[event.uid] = {
      ...{ status: String(entry.getFirstPropertyValue('status')), sequence: event.sequence },
      ...{ summary: event.summary, location: event.location },
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
    };
  }
  const second: Record<string, Entry> = {};
  for (const entry of Object.values(nodeIcal.sync.parseICS(text)) as any[]) {
    if (entry.type === 'VEVENT') {
      const { status: state, sequence, summary, location, start, end } = entry;
      const instants = { start: new Date(start).toISOString(), end: new Date(end).toISOString() };
      second[entry.uid] = { status: state, sequence: Number(sequence), summary, location, ...instants };
    }
  }
  expect(second).toEqual(first);
  return first;
}

const uid = (id: string) => `session-${id}@maarad.org`;
const session = async (input: object = {}) => make.session({ editionId, venueId: await make.venue(), ...input });

test('the whole programme, a day, a venue, one session and one exhibitor are calendars that two programs read alike', async () => {
  const [venueId, exhibitor] = [await make.venue(), await make.participant(editionId)];
  const first = await session({ venueId });
  const second = await session({
    ...{ exhibitorIds: [exhibitor.id] },
    // To the midnight there: minutes after it, node-ical 0.22 and 0.25 read wrongly (00:30 in Casablanca as 01:00).
    ...{ startsAt: '2025-01-29T22:00:00Z', endsAt: '2025-01-29T23:00:00Z' },
  });
  const uids = async (query: string) => Object.keys(await read(query)).sort();
  const both = [uid(first), uid(second)].sort();
  expect(await uids(`edition=${editionId}`)).toEqual(both);
  expect(await uids(`edition=${editionId}&day=2025-01-29`)).toEqual([uid(second)]);
  expect(await uids(`edition=${editionId}&venue=${venueId}`)).toEqual([uid(first)]);
  expect(await uids(`session=${first}`)).toEqual([uid(first)]);
  expect(await uids(`edition=${editionId}&exhibitor=${exhibitor.id}`)).toEqual([uid(second)]);
  expect((await read(`session=${second}`))[uid(second)]).toMatchObject({
    ...{ start: '2025-01-29T22:00:00.000Z', end: '2025-01-29T23:00:00.000Z', status: 'CONFIRMED' },
  });
});

test('times are in the edition’s time zone, which the calendar carries, also in Ramadan', async () => {
  const text = (await get(`session=${await session()}`)).text;
  expect(text).toContain('DTSTART;TZID=Africa/Casablanca:20250128T100000');
  expect(text).toContain('BEGIN:VTIMEZONE');
  editionId = await make.edition({ startsOn: '2025-02-20', endsOn: '2025-03-10' });
  const times = { startsAt: '2025-03-01T20:00:00Z', endsAt: '2025-03-01T21:00:00Z' };
  const inRamadan = await session(times);
  expect((await get(`session=${inRamadan}`)).text).toContain('DTSTART;TZID=Africa/Casablanca:20250301T200000');
  expect((await read(`session=${inRamadan}`))[uid(inRamadan)]).toMatchObject({ start: '2025-03-01T20:00:00.000Z' });
});

test('the UID is stable and SEQUENCE grows with every change; what is cancelled stays, as cancelled', async () => {
  const sessionId = await session();
  const entry = async () => (await read(`edition=${editionId}`))[uid(sessionId)];
  expect(await entry()).toMatchObject({ sequence: 0, status: 'CONFIRMED' });
  await make.move({ sessionId, endsAt: '2025-01-28T12:00:00Z' });
  await make.move({ sessionId, endsAt: '2025-01-28T12:00:00Z' });
  expect(await entry()).toMatchObject({ sequence: 1, end: '2025-01-28T12:00:00.000Z' });
  await seats.reserved({ sessionId, seats: 1 }, { id: newId(), role: 'visitor' });
  expect(await entry()).toMatchObject({ sequence: 1 });
  await make.cancel(sessionId);
  expect(await entry()).toMatchObject({ sequence: 2, status: 'CANCELLED' });
});

test('texts are in the language asked for, by parameter before header, in `Session.ics` too', async () => {
  const sessionId = await session({ title: { ar: 'سهرة', fr: 'Soirée; « malhun », \\ et suite', en: 'Evening' } });
  const summary = async (query: string, headers = {}) =>
    (await read(`session=${sessionId}${query}`, headers))[uid(sessionId)]?.summary;
  expect(await summary('')).toBe('سهرة');
  expect(await summary('', { 'accept-language': 'fr-MA' })).toBe('Soirée; « malhun », \\ et suite');
  expect(await summary('&lang=en', { 'accept-language': 'fr-MA' })).toBe('Evening');
  const { session: seen } = await service.data(
    'query ($id: ID!) { session(id: $id) { ics } }',
    { id: sessionId },
    { language: Language.EN },
  );
  expect(seen.ics).toBe((await get(`session=${sessionId}&lang=en`)).text);
});

test('my reservations are a calendar of mine: tentative while they wait, cancelled as cancelled', async () => {
  const as: Principal = { id: newId(), role: 'visitor' };
  const [open, full] = [await session(), await make.session({ editionId, venueId: await make.venue(), capacity: 1 })];
  await seats.reserved({ sessionId: full, seats: 1 }, { id: newId(), role: 'visitor' });
  const had = await seats.reserved({ sessionId: open, seats: 2 }, as);
  const waiting = await seats.reserved({ sessionId: full, seats: 1 }, as);
  const mine = () => read('reservations=mine', {}, as);
  const [first, second] = [`reservation-${had.id}@maarad.org`, `reservation-${waiting.id}@maarad.org`];
  expect(await mine()).toMatchObject({ [first]: { status: 'CONFIRMED' }, [second]: { status: 'TENTATIVE' } });
  expect((await get('reservations=mine', {}, as)).text).toContain(had.code);
  await seats.cancel(had.id, as);
  await make.cancel(full);
  expect(await mine()).toMatchObject({
    [first]: { status: 'CANCELLED', sequence: 1 },
    [second]: { status: 'CANCELLED', sequence: 2 },
  });
  expect((await get('reservations=mine')).status).toBe(401);
  expect(await read('reservations=mine', {}, { id: newId(), role: 'visitor' })).toEqual({});
});

test('a program that has the calendar is sent it again only when it has changed', async () => {
  const sessionId = await session();
  const query = `edition=${editionId}`;
  const { headers } = await get(query);
  expect(headers.get('content-type')).toBe('text/calendar; charset=utf-8');
  const known = { 'if-none-match': headers.get('etag') ?? '' };
  expect(await get(query, known)).toMatchObject({ status: 304, text: '' });
  expect((await get(`${query}&lang=fr`, known)).status).toBe(200);
  await make.move({ sessionId, endsAt: '2025-01-28T12:00:00Z' });
  expect((await get(query, known)).status).toBe(200);
});

test('what cannot be asked for is refused with its code: an unknown parameter, a day or language that is none, what there is not', async () => {
  const refusals: [string, number, RegExp][] = [
    [`edition=${editionId}&day=2025-03-01`, 400, /day of the edition/],
    [`edition=${editionId}&day=tomorrow`, 400, /YYYY-MM-DD/],
    ['lang=de', 400, /must be one of ar, fr, en, zgh/],
    ['stage=1', 400, /BAD_USER_INPUT/],
    [`session=${newId()}`, 404, /NOT_FOUND/],
    [`edition=${newId()}`, 404, /NOT_FOUND/],
  ];
  for (const [query, status, reason] of refusals) {
    const { text, ...answer } = await get(query);
    expect(answer.status).toBe(status);
    expect(text).toMatch(reason);
  }
  expect((await get('', { 'x-maarad-principal': 'nobody' })).status).toBe(401);
});

test('a calendar costs the same statements for one session as for fifty', async () => {
  const count = () => service.countStatements(() => get(`edition=${editionId}`));
  await session({ performerIds: [await make.performer()] });
  const one = await count();
  for (let made = 0; made < 49; made += 1) {
    await session({ performerIds: [await make.performer()] });
  }
  expect(await count()).toBe(one);
});
