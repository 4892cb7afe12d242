import 'reflect-metadata';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { PrincipalVerifier, principalHeader } from '@maarad/shared/auth';
import WebSocket from 'ws';
import { secret as sharedSecret } from './canned-services.js';
import { openSubscribedFair, read, stock, type SubscribedFair } from './subscribed-fair.js';

const secretOf = (letter: string) => `mp_${'0'.repeat(32)}_${letter.repeat(43)}`;
const good = secretOf('a');
const authorization = `Bearer ${good}`;
const whoAmI = '{ whoAmI }';
const principal = { id: 'partner:council', role: 'partner', partnerId: 'council' };

let fair: SubscribedFair;
let answers: Record<string, object>;
let asked: string[];

async function open(trustMs: number): Promise<void> {
  fair = await openSubscribedFair({ CREDENTIAL_TRUST_MS: trustMs, SUBGRAPH_TIMEOUT_MS: 10_000 });
  answers = { [good]: { partnerId: 'council', expiresAt: null } };
  asked = [];
  const verifier = new PrincipalVerifier(sharedSecret);
  const check = async (request: IncomingMessage) => {
    await verifier.verify(request.headers[principalHeader] as string);
    const chunks = await request.toArray();
    const { secret } = JSON.parse(Buffer.concat(chunks as Buffer[]).toString()) as { secret: string };
    asked.push(secret);
    return answers[secret] ?? { refused: 'UNKNOWN' };
  };
  fair.services.partners.routes['/credentials/check'] = (request, response) =>
    void check(request).then(
      (answer) => response.end(JSON.stringify(answer)),
      () => response.writeHead(401).end(),
    );
}
afterEach(() => fair.close());

const ask = (bearer = authorization) => fair.post(whoAmI, { headers: { authorization: bearer } });
const revoke = () => (answers[good] = { refused: 'REVOKED' });
const unauthenticated = { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] };

async function refusedAtLast(): Promise<string> {
  for (let attempt = 0; attempt < 1_000; attempt += 1) {
    const { body } = await ask();
    if (body.errors) {
      expect(body).toMatchObject(unauthenticated);
      return body.errors[0].message;
    }
    await pause(10);
  }
  throw new Error('the credential stayed good');
}

test('a credential makes its bearer the partner, asked of the partners service once for many requests', async () => {
  await open(30_000);
  const all = await Promise.all(Array.from({ length: 50 }, () => ask()));
  all.forEach(({ body }) => expect(JSON.parse(body.data.whoAmI)).toEqual(principal));
  await ask();
  expect(asked).toEqual([good]);
});

test('a wrong, expired or malformed credential is refused; guesses are asked once each, and push out none that is good', async () => {
  await open(30_000);
  await ask();
  answers[secretOf('e')] = { refused: 'EXPIRED' };
  for (const [bearer, message] of [
    [secretOf('b'), 'There is no such credential.'],
    [secretOf('b'), 'There is no such credential.'],
    [secretOf('e'), 'The credential has expired.'],
    ['mp_nonsense', 'The credential is malformed.'],
  ]) {
    const { status, body } = await ask(`Bearer ${bearer}`);
    expect([status, body]).toMatchObject([401, { errors: [{ message, extensions: { code: 'UNAUTHENTICATED' } }] }]);
  }
  expect((await ask()).status).toBe(200);
  expect(asked).toEqual([good, secretOf('b'), secretOf('e')]);
});

test('a credential with an end is no good after it, whatever is remembered', async () => {
  await open(30_000);
  answers[good] = { partnerId: 'council', expiresAt: new Date(Date.now() + 400).toISOString() };
  const reader = read(fair.overWebSocket({ connectionParams: { authorization } }), stock);
  expect((await reader.until(1))[0]).toMatchObject(unauthenticated);
  answers[good] = { refused: 'EXPIRED' };
  expect((await ask()).status).toBe(401);
});

test('once revoked, a credential is refused as soon as what is remembered lapses', async () => {
  await open(100);
  expect((await ask()).status).toBe(200);
  revoke();
  expect(await refusedAtLast()).toBe('The credential is revoked.');
});

test('where the partners service does not answer, a credential is not refused but cannot be checked', async () => {
  await open(30_000);
  fair.services.partners.routes['/credentials/check'] = (_request, response) => void response.writeHead(500).end();
  expect([(await ask()).status, (await ask()).body.errors[0].extensions]).toMatchObject([
    503,
    { code: 'SERVICE_UNAVAILABLE', service: 'partners' },
  ]);
  await fair.services.partners.stop();
  expect((await ask()).status).toBe(503);
  const socket = new WebSocket(`${fair.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  await once(socket, 'open');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }));
  expect((await once(socket, 'close'))[0]).toBe(1013);
  await fair.services.partners.start();
});

test('a subscription made with a credential ends after it is revoked, with a code and its cursor', async () => {
  await open(100);
  const client = fair.overWebSocket({ lazy: false, connectionParams: { authorization } });
  const reader = read(client, stock);
  await fair.open(1);
  fair.feed.listed('p1');
  await reader.until(1);
  revoke();
  expect((await reader.until(2))[1]).toMatchObject({ ...unauthenticated, extensions: { cursor: fair.feed.cursor(1) } });
  expect(await reader.ended).toBeUndefined();
  for (const operation of [whoAmI, stock]) {
    expect((await read(client, operation).until(1))[0]).toMatchObject(unauthenticated);
  }
});

test('GET /events with a credential is read as the partner, and ends after it is revoked', async () => {
  await open(100);
  const headers = { authorization };
  const response = await fetch(`${fair.url}/events`, { headers });
  expect(response.status).toBe(200);
  const read = response.text().catch(() => 'broken off');
  revoke();
  expect(await read).toBe('broken off');
  expect((await fetch(`${fair.url}/events`, { headers })).status).toBe(401);
});
