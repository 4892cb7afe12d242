import { createPublicKey, verify } from 'node:crypto';
import { anonymous, PrincipalSigner, PrincipalVerifier } from '@maarad/shared/auth';
import { newId, serveHttp, type HttpServer } from '@maarad/shared/runtime';
import { createLogger } from '@maarad/shared/telemetry';
import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { schedulingService } from '../service.js';
import { builders } from '../testing/builders.js';
import type { ProgrammeSnapshot } from './programme-snapshot.js';
import type { SnapshotDelta } from './snapshot-delta.js';

const secret = 'a secret of at least thirty-two characters';
const signer = new PrincipalSigner(secret);
let service: TestService;
let make: ReturnType<typeof builders>;
let server: HttpServer;
let editionId: string;

beforeAll(async () => {
  service = await testService(schedulingService);
  make = builders(service);
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

const get = async (path: string, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${server.port}${path}`, {
    headers: { 'x-maarad-principal': await signer.sign(anonymous), ...headers },
  });
const json = async (response: Response) => (await response.json()) as Record<string, any>;
const keys = async (): Promise<Record<string, string>[]> =>
  (await json(await get('/.well-known/programme-keys.json'))).keys;

/** A document as whoever has only the public key reads it: what is not signed by it is not read. */
async function read<Content = ProgrammeSnapshot>(query = ''): Promise<Content> {
  const response = await get(`/programme.json?edition=${editionId}${query}`);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/jose+json']);
  const { payload, protected: header, signature } = await json(response);
  const { kid, alg } = JSON.parse(Buffer.from(header, 'base64url').toString());
  expect(alg).toBe('EdDSA');
  const key = (await keys()).find((each) => each.kid === kid);
  const publicKey = createPublicKey({ key: key as never, format: 'jwk' });
  expect(verify(null, Buffer.from(`${header}.${payload}`), publicKey, Buffer.from(signature, 'base64url'))).toBe(true);
  return JSON.parse(Buffer.from(payload, 'base64url').toString());
}

const release = async (note?: object) =>
  service.data(
    'mutation ($input: ReleaseProgrammeInput!) { releaseProgramme(input: $input) { version changed { id } } }',
    { input: { idempotencyKey: newId(), editionId, note } },
    { as: organiser },
  );

test('a released programme is read without a network: signed, whole, with the names of all that is in it, and no fee', async () => {
  const exhibitor = await make.participant(editionId);
  const venueId = await make.venue();
  const performer = await make.performer({ fee: { amount: '4321.00', currency: 'MAD' } });
  const cast = { performerIds: [performer], exhibitorIds: [exhibitor.id] };
  const sessionId = await make.session({ editionId, venueId, ...cast });
  await make.cancel(await make.session({ editionId, venueId: await make.venue() }));
  await release({ fr: 'Le programme est là' });
  const snapshot = await read();
  expect(snapshot).toMatchObject({
    type: 'programme',
    edition: { id: editionId, timeZone: 'Africa/Casablanca', startsOn: '2025-01-27' },
    ...{ version: 1, note: { fr: 'Le programme est là' } },
    sessions: [{ id: sessionId, venueId, startsAt: '2025-01-28T09:00:00.000Z', day: '2025-01-28', ...cast }],
    venues: [{ id: venueId, name: { ar: 'قاعة الأطلس', fr: 'Salle Atlas' } }],
    performers: [{ id: performer, name: { ar: 'فرقة أحواش تلوات' } }],
    exhibitors: [{ id: exhibitor.id, name: { fr: 'Coopérative Argane' } }],
  });
  expect(JSON.stringify(snapshot)).not.toContain('4321');
});

test('a release says where its programme is', async () => {
  await make.session({ editionId, venueId: await make.venue() });
  await release();
  const { programmeRelease } = await service.data(
    'query ($id: ID!) { programmeRelease(editionId: $id, version: 1) { snapshot } }',
    { id: editionId },
  );
  expect((await get(programmeRelease.snapshot)).status).toBe(200);
});

test('a version is never changed by what comes after it, a draft is in none, and the last one is given unless one is named', async () => {
  const sessionId = await make.session({ editionId, venueId: await make.venue() });
  await release();
  const first = await read('&version=1');
  await make.move({ sessionId, endsAt: '2025-01-28T12:00:00Z' });
  expect(await read()).toEqual(first);
  await release();
  expect(await read('&version=1')).toEqual(first);
  expect(await read()).toMatchObject({ version: 2, sessions: [{ endsAt: '2025-01-28T12:00:00.000Z' }] });
  for (const statement of ['UPDATE programme_snapshots SET version = 9', 'DELETE FROM programme_snapshots']) {
    await expect(service.database.query(statement)).rejects.toThrow(/never changed/);
  }
});

test('whoever has a version is given only what changed since, signed too', async () => {
  const [here, there] = [await make.venue(), await make.venue()];
  const kept = await make.session({ editionId, venueId: here });
  const [moving, leaving] = [
    await make.session({ editionId, venueId: there }),
    await make.session({ editionId, venueId: await make.venue() }),
  ];
  await release();
  await make.move({ sessionId: moving, endsAt: '2025-01-28T12:00:00Z' });
  await make.cancel(leaving);
  const performer = await make.performer();
  const added = await make.session({ editionId, venueId: await make.venue(), performerIds: [performer] });
  await release();
  const delta = await read<SnapshotDelta>('&version=2&since=1');
  expect(delta).toMatchObject({ type: 'programme-delta', since: 1, version: 2 });
  expect(delta.sessions.put.map(({ id }) => id).sort()).toEqual([moving, added].sort());
  expect(delta.sessions.removed).toEqual([leaving]);
  expect(delta.performers).toMatchObject({ put: [{ id: performer }], removed: [] });
  expect(delta.venues).toMatchObject({ put: [{}], removed: [expect.any(String)] });
  expect(JSON.stringify(delta)).not.toContain(kept);
  expect((await read<SnapshotDelta>('&since=2')).sessions).toEqual({ put: [], removed: [] });
});

test('a session announced in other words, or with others in it, is changed by the next release', async () => {
  const [one, other] = [await make.performer(), await make.performer()];
  const sessionId = await make.session({ editionId, venueId: await make.venue(), performerIds: [one] });
  await release();
  const update = (input: object) =>
    service.data(
      'mutation ($input: UpdateSessionInput!) { updateSession(input: $input) { released releasedIn } }',
      { input: { sessionId, ...input } },
      { as: organiser },
    );
  expect((await update({ performerIds: [other] })).updateSession).toEqual({ released: false, releasedIn: null });
  expect((await release()).releaseProgramme).toEqual({ version: 2, changed: [{ id: sessionId }] });
  await update({ title: { fr: 'Ahwach' } });
  expect((await release()).releaseProgramme).toEqual({ version: 3, changed: [{ id: sessionId }] });
  expect((await read<SnapshotDelta>('&version=3&since=1')).sessions.put).toMatchObject([
    { id: sessionId, title: { fr: 'Ahwach' }, performerIds: [other] },
  ]);
  const told = (await service.told('org.maarad.scheduling.programme.released.v1')).filter(
    ({ subject }) => subject === editionId,
  );
  expect(told[1]?.data).toMatchObject({ changed: [sessionId], counts: { moved: 0, changed: 1 } });
  expect(told[1]?.data.performerIds).toEqual([one, other].sort());
});

test('whoever asks again is sent nothing while nothing changed; a version is kept for a day', async () => {
  const sessionId = await make.session({ editionId, venueId: await make.venue() });
  await release();
  const path = `/programme.json?edition=${editionId}`;
  const first = await get(path);
  const etag = first.headers.get('etag') ?? '';
  expect(first.headers.get('cache-control')).toBe('no-cache');
  const again = await get(path, { 'if-none-match': etag });
  expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag]);
  await make.move({ sessionId, endsAt: '2025-01-28T12:00:00Z' });
  await release();
  expect((await get(path, { 'if-none-match': etag })).status).toBe(200);
  expect((await get(`${path}&version=1`, { 'if-none-match': etag })).status).toBe(304);
  expect((await get(`${path}&version=1`)).headers.get('cache-control')).toBe('public, max-age=86400');
});

test('what cannot be given is refused as the graph refuses it', async () => {
  await make.session({ editionId, venueId: await make.venue() });
  await release();
  for (const [query, status, extensions] of [
    ['', 400, { code: 'BAD_USER_INPUT', problems: [{ path: 'edition' }] }],
    [`edition=${editionId}&version=0`, 400, { problems: [{ path: 'version' }] }],
    [`edition=${editionId}&version=1&since=2`, 400, { problems: [{ path: 'since' }] }],
    [`edition=${editionId}&other=1`, 400, { problems: [{ path: 'parameters' }] }],
    [`edition=${editionId}&version=2`, 404, { code: 'NOT_FOUND', type: 'ProgrammeRelease' }],
    [`edition=${newId()}`, 404, { code: 'NOT_FOUND' }],
  ] as const) {
    const response = await get(`/programme.json?${query}`);
    expect(response.status).toBe(status);
    expect((await json(response)).errors[0].extensions).toMatchObject(extensions);
  }
  const stranger = await get(`/programme.json?edition=${editionId}`, { 'x-maarad-principal': 'forged' });
  expect(stranger.status).toBe(401);
});

test('50 who ask at once for the first time are given one key, and its private half is given to nobody', async () => {
  await service.database.query('DELETE FROM signing_keys');
  const answers = await Promise.all(Array.from({ length: 50 }, () => keys()));
  expect(new Set(answers.map(([key]) => key?.kid)).size).toBe(1);
  expect(Object.keys(answers[0]?.[0] ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
});
