import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  path: string;
}

/** What a receiver does with a request: answers with this status, or as it likes. */
export type Reaction = (received: Received, response: ServerResponse, request: IncomingMessage) => number | void;

/** A partner's receiver of webhooks on loopback, that keeps all that it gets. */
export interface Receiver {
  url: string;
  received: Received[];
  /** The ids of the events that it answered with 2xx, in order. */
  accepted: string[];
  react: Reaction;
  /** Waits until this holds, for as long as a test may take. */
  until(holds: () => boolean): Promise<void>;
  close(): Promise<void>;
}

export async function openReceiver(react: Reaction = () => 204): Promise<Receiver> {
  const receiver: Receiver = {
    url: '',
    received: [],
    accepted: [],
    react,
    async until(holds) {
      for (let attempt = 0; attempt < 5_000 && !holds(); attempt += 1) {
        await pause(20);
      }
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('error', () => undefined);
    request.on('end', () => {
      const received = { headers: request.headers, body, path: request.url ?? '' };
      receiver.received.push(received);
      const status = receiver.react(received, response, request);
      if (typeof status === 'number') {
        if (status < 300) {
          receiver.accepted.push(String(request.headers['webhook-id']));
        }
        response.writeHead(status).end(status < 300 ? '' : `no: ${status}`);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`;
  return receiver;
}
