import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { createLogger } from '@maarad/shared/telemetry';
import { captureOutput } from '@maarad/shared/testing';
import { parse, type ExecutionArgs, type ExecutionResult } from 'graphql';
import { WebSocket, WebSocketServer } from 'ws';
import { serveWebSockets } from './serve-web-sockets.js';

/** Asks once over a socket of its own; gives what is left in the log, and the code that the socket was closed with. */
async function ask(execute: (socket: Socket) => ExecutionResult | Promise<ExecutionResult>) {
  const output = captureOutput();
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  let connection!: Socket;
  sockets.on('connection', (_, { socket }) => (connection = socket));
  const args = { document: parse('{ whoAmI }') } as unknown as ExecutionArgs;
  serveWebSockets(
    { onSubscribe: () => args, execute: () => execute(connection) },
    sockets,
    createLogger('gateway', 'warn'),
  );
  await once(sockets, 'listening');
  const { port } = sockets.address() as AddressInfo;
  const headers = { 'x-correlation-id': 'from-the-front-end' };
  const client = new WebSocket(`ws://127.0.0.1:${port}`, 'graphql-transport-ws', { headers });
  await once(client, 'open');
  const [served] = sockets.clients;
  const closed = once(client, 'close');
  const ended = once(served!, 'close');
  client.send('{"type":"connection_init"}');
  client.once('message', () => client.send('{"type":"subscribe","id":"1","payload":{"query":"{ whoAmI }"}}'));
  const [code] = (await closed) as [number];
  await ended;
  await new Promise((resolve) => sockets.close(resolve));
  output.stop();
  const lines = output.lines().trim().split('\n');
  return { code, lines: lines.filter((line) => line !== '').map((line) => JSON.parse(line) as unknown) };
}

const line = (message: string) =>
  expect.objectContaining({
    msg: 'a message of a WebSocket could not be handled',
    correlationId: 'from-the-front-end',
    err: expect.objectContaining({ message }),
  });

test('a fault while a message is handled closes the socket, and is a line of the log with the correlation id', async () => {
  const { code, lines } = await ask(() => {
    throw new Error('broken');
  });
  expect(code).toBe(4500);
  expect(lines).toEqual([line('broken')]);
});

test('so is a socket that fails while an answer is sent over it', async () => {
  const { lines } = await ask((connection) => {
    connection.destroy();
    return { data: { whoAmI: 'nobody' } };
  });
  expect(lines).toEqual([line(expect.any(String) as unknown as string)]);
});

test('who leaves a ping unanswered is disconnected, who answers is not', async () => {
  const sockets = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  serveWebSockets({}, sockets, createLogger('gateway', 'silent'), 250);
  await once(sockets, 'listening');
  const { port } = sockets.address() as AddressInfo;
  const [alive, gone] = [true, false].map(
    (autoPong) => new WebSocket(`ws://127.0.0.1:${port}`, 'graphql-transport-ws', { autoPong }),
  );
  await once(gone!, 'close');
  expect(alive!.readyState).toBe(WebSocket.OPEN);
  alive!.close();
  await once(alive!, 'close');
  await new Promise((resolve) => sockets.close(resolve));
});
