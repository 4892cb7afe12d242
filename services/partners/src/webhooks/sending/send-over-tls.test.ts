import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { localToo } from './address-rules.js';
import { usualTimeoutMs, WebhookSender } from './send-webhook.js';

let server: Server;
let certificate: string;
let port: number;
let bodies: string[];

beforeAll(async () => {
  const { cert, private: key } = await generate([{ name: 'commonName', value: 'localhost' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
  });
  certificate = cert;
  server = createServer({ cert, key }, (request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      bodies.push(body);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ({ port } = server.address() as AddressInfo);
});
beforeEach(() => {
  bodies = [];
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

async function send(host: string, ca?: string) {
  const sender = new WebhookSender(localToo, usualTimeoutMs, ca);
  try {
    return await sender.send({ url: `https://${host}:${port}/`, headers: { 'webhook-id': 'one' }, body: 'signed' });
  } finally {
    sender.close();
  }
}

test('posts over TLS to a receiver whose name somebody trusted vouches for', async () => {
  expect(await send('localhost', certificate)).toMatchObject({ statusCode: 204, error: null });
  expect(bodies).toEqual(['signed']);
});

test('tells nothing to a receiver for which nobody vouches', async () => {
  expect(await send('localhost')).toMatchObject({ statusCode: null, error: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  expect(bodies).toEqual([]);
});

test('tells nothing to a receiver with the certificate of another name', async () => {
  expect(await send('127.0.0.1', certificate)).toMatchObject({
    statusCode: null,
    error: 'ERR_TLS_CERT_ALTNAME_INVALID',
  });
  expect(bodies).toEqual([]);
});
