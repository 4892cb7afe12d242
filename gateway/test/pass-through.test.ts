import 'reflect-metadata';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { PrincipalVerifier, principalHeader } from '@maarad/shared/auth';
import { openCannedFair, refusal, type CannedFair } from './canned-fair.js';
import { secret } from './canned-services.js';

describe('the feed at the front door', () => {
  let fair: CannedFair;
  let asked: IncomingMessage;
  let feed: ServerResponse;
  let left: Promise<void>;

  beforeAll(async () => {
    fair = await openCannedFair();
    fair.services.partners.routes['/events'] = (request, response) => {
      asked = request;
      feed = response;
      left = new Promise((resolve) => response.on('close', resolve));
      response.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-inner': 'hidden',
      });
      response.write('id: 8\ndata: {"n":8}\n\n');
    };
  });
  afterAll(() => fair.close());

  const open = async (headers: Record<string, string> = {}) => {
    const leave = new AbortController();
    const response = await fetch(`${fair.url}/events?types=sale.recorded`, { headers, signal: leave.signal });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    return { response, leave, next: async () => (await reader.read()).value };
  };

  test('comes event by event, as its service sends them', async () => {
    const { response, leave, next } = await open();
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    expect(response.headers.get('x-inner')).toBeNull();
    expect(await next()).toBe('id: 8\ndata: {"n":8}\n\n');
    feed.write('id: 9\ndata: {"n":9}\n\n');
    expect(await next()).toBe('id: 9\ndata: {"n":9}\n\n');
    leave.abort();
  });

  test("is asked for as the caller, from where the caller stopped, without the caller's token", async () => {
    const token = await fair.token({ id: 'chamber', role: 'partner', partnerId: 'p1' });
    const { leave } = await open({ 'last-event-id': '7', authorization: `Bearer ${token}` });
    expect(asked.url).toBe('/events?types=sale.recorded');
    expect(asked.headers['last-event-id']).toBe('7');
    expect(asked.headers.authorization).toBeUndefined();
    expect(await new PrincipalVerifier(secret).verify(asked.headers[principalHeader] as string)).toEqual({
      id: 'chamber',
      role: 'partner',
      partnerId: 'p1',
    });
    leave.abort();
  });

  test('stops at its service once the caller leaves', async () => {
    const { leave, next } = await open();
    await next();
    leave.abort();
    await left;
  });

  test('breaks off for the caller when its service breaks off, so that the caller comes back', async () => {
    const { next } = await open();
    await next();
    feed.destroy();
    await expect(next()).rejects.toThrow();
  });

  test('is refused to a bad token, and says when its service is away', async () => {
    expect(await refusal(await fetch(`${fair.url}/events`, { headers: { authorization: 'Bearer nonsense' } }))).toEqual(
      [401, 'UNAUTHENTICATED'],
    );
    await fair.services.partners.stop();
    expect(await refusal(await fetch(`${fair.url}/events`))).toEqual([503, 'SERVICE_UNAVAILABLE']);
    await fair.services.partners.start();
  });

  test('has beside it what lies below a path, such as certificates, from the service that owns it', async () => {
    fair.services.training.routes['/certificates/ABC.pdf'] = (request, response) => {
      response.writeHead(200, { 'content-type': 'application/pdf' }).end(request.url);
    };
    const response = await fetch(`${fair.url}/certificates/ABC.pdf?language=ar`);
    expect(response.headers.get('content-type')).toBe('application/pdf');
    expect(await response.text()).toBe('/certificates/ABC.pdf?language=ar');
    expect((await fetch(`${fair.url}/certificates`)).status).toBe(404);
  });

  test('has beside it the signed programme and the key to it, with what says that nothing changed', async () => {
    for (const path of ['/programme.json', '/.well-known/programme-keys.json']) {
      fair.services.scheduling.routes[path] = (request, response) => {
        const about = { etag: '"1"', 'cache-control': 'no-cache', 'content-type': 'application/jose+json' };
        const known = request.headers['if-none-match'] === '"1"';
        response.writeHead(known ? 304 : 200, about).end(known ? undefined : request.url);
      };
      const first = await fetch(`${fair.url}${path}?edition=e&since=1`);
      expect(await first.text()).toBe(`${path}?edition=e&since=1`);
      expect(first.headers.get('content-type')).toBe('application/jose+json');
      const again = await fetch(`${fair.url}${path}`, {
        headers: { 'if-none-match': first.headers.get('etag') ?? '' },
      });
      expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, '"1"', '']);
    }
  });

  test('does not hold up the end of the gateway', async () => {
    const { next } = await open();
    await next();
    await fair.gateway.shutdown.run('the process ends');
    await left;
  });
});
