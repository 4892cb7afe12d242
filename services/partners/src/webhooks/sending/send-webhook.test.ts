import { createServer, type AddressInfo } from 'node:net';
import { openReceiver, type Receiver } from '../../testing/receiver.js';
import { localToo, publicOnly, resolvedAllowed } from './address-rules.js';
import { WebhookSender } from './send-webhook.js';

let receiver: Receiver;
let sender: WebhookSender;

beforeEach(async () => {
  receiver = await openReceiver();
  sender = new WebhookSender(localToo);
});
afterEach(async () => {
  sender.close();
  await receiver.close();
});

const post = (url = receiver.url, timeoutMs?: number) =>
  sender.send({ url, headers: { 'webhook-id': 'one' }, body: '{"a":"ⵣ"}' }, { timeoutMs });

test('posts the body to the byte as a CloudEvent in structured mode', async () => {
  expect(await post()).toMatchObject({ statusCode: 204, error: null });
  expect(receiver.received).toEqual([
    {
      path: '/events',
      body: '{"a":"ⵣ"}',
      headers: expect.objectContaining({
        'webhook-id': 'one',
        'content-type': 'application/cloudevents+json; charset=utf-8',
      }),
    },
  ]);
});

test('does not follow a redirect', async () => {
  const elsewhere = await openReceiver();
  receiver.react = (_, response) => void response.writeHead(307, { location: elsewhere.url }).end();
  expect(await post()).toMatchObject({ statusCode: 307 });
  expect(elsewhere.received).toEqual([]);
  await elsewhere.close();
});

test('gives a receiver that does not answer up in time', async () => {
  receiver.react = () => undefined;
  expect(await post(receiver.url, 100)).toMatchObject({ statusCode: null, error: 'no answer within 0.1 s' });
});

test('keeps the first kilobyte of an answer, however long it is, and no NUL', async () => {
  receiver.react = (_, response) => {
    response.writeHead(500);
    response.write(`a\0${'b'.repeat(100_000)}`);
  };
  const { statusCode, response } = await post();
  expect(statusCode).toBe(500);
  expect(response).toBe(`a${'b'.repeat(1_022)}`);
});

test('a status that came counts, though the body after it never ends', async () => {
  receiver.react = (_, response) => void response.writeHead(200).write('so');
  expect(await post(receiver.url, 200)).toMatchObject({ statusCode: 200, error: null, response: 'so' });
});

test('says what went wrong where nobody listens and where the connection breaks', async () => {
  await receiver.close();
  expect(await post()).toMatchObject({ statusCode: null, error: 'ECONNREFUSED' });
  let connections = 0;
  const breaking = createServer((socket) => {
    connections += 1;
    socket.once('data', () => socket.resetAndDestroy());
  });
  await new Promise<void>((resolve) => breaking.listen(0, '127.0.0.1', resolve));
  const { port } = breaking.address() as AddressInfo;
  expect(await post(`http://127.0.0.1:${port}/`)).toMatchObject({ statusCode: null, error: 'ECONNRESET' });
  expect(connections).toBe(2);
  breaking.close();
  receiver = await openReceiver();
});

test('what a receiver says before it answers is no answer', async () => {
  receiver.react = (_, response) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload' }, () => response.destroy());
  };
  expect(await post()).toMatchObject({ statusCode: null, error: 'ECONNRESET' });
});

test('a connection that the receiver closed while it was kept costs no attempt', async () => {
  receiver.react = (_, response) => void response.writeHead(204, { connection: 'keep-alive' }).end();
  await post();
  const again = receiver.received.length;
  receiver.react = (_received, _response, request) => {
    if (receiver.received.length === again + 1) {
      (request.socket as { resetAndDestroy?: () => void }).resetAndDestroy?.();
      return;
    }
    return 204;
  };
  expect(await post()).toMatchObject({ statusCode: 204 });
});

test('hears until when a receiver that has too much wants no more', async () => {
  for (const status of [429, 503]) {
    receiver.react = (_, response) => void response.writeHead(status, { 'retry-after': '60' }).end();
    const { retryAfter } = await post();
    expect(retryAfter?.getTime()).toBeGreaterThan(Date.now() + 50_000);
  }
  receiver.react = (_, response) => void response.writeHead(500, { 'retry-after': '60' }).end();
  expect((await post()).retryAfter).toBeNull();
});

test('without the local mode nothing reaches loopback, however it is written', async () => {
  const strict = new WebhookSender(publicOnly);
  const port = new URL(receiver.url).port;
  for (const url of [
    `https://127.0.0.1:${port}/`,
    `https://0x7f.1:${port}/`,
    `https://localhost:${port}/`,
    receiver.url,
  ]) {
    const { statusCode, error } = await strict.send({ url, headers: {}, body: '' });
    expect({ statusCode, error }).toEqual({ statusCode: null, error: expect.stringMatching(/^the address must/) });
  }
  strict.close();
});

test('a name that stood for a public address when it was checked and stands for loopback at the attempt is refused', async () => {
  const answers = ['93.184.215.14', '127.0.0.1'];
  const rules = { local: false, resolve: async () => [{ address: answers.shift() ?? '127.0.0.1', family: 4 }] };
  await resolvedAllowed('partner.example', rules);
  const rebinding = new WebhookSender(rules);
  const url = `https://partner.example:${new URL(receiver.url).port}/`;
  expect(await rebinding.send({ url, headers: {}, body: '' })).toMatchObject({
    statusCode: null,
    error: expect.stringContaining('loopback'),
  });
  expect(answers).toEqual([]);
  rebinding.close();
});

test('connects to the very address that was checked: the name is not resolved again', async () => {
  let asked = 0;
  const pinned = new WebhookSender({
    local: true,
    resolve: async () => {
      asked += 1;
      return asked === 1 ? [{ address: '127.0.0.1', family: 4 }] : [];
    },
  });
  const { port } = new URL(receiver.url);
  expect(await pinned.send({ url: `http://localhost:${port}/`, headers: {}, body: '' })).toMatchObject({
    statusCode: 204,
  });
  expect(asked).toBe(1);
  pinned.close();
});
