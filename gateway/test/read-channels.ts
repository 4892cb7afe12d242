import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { followFeed, webhookHandler, type FeedFilter } from '@maarad/partner-client';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Subscribes } from './subscribed-fair.js';

export interface ReadEvent {
  id: string;
  subject: string;
}

/** What a partner has from one channel, in the order in which it came. */
export interface Channel {
  name: string;
  read: ReadEvent[];
  close(): Promise<void>;
}

const subscription = `subscription ($after: String, $filter: EventFilter) {
  events(after: $after, filter: $filter) { cursor node { id subject } }
}`;

/** `GET /events` by the client that partners install. */
export function overStream(url: string, filter: FeedFilter, token: string): Channel {
  const [read, ended] = [[] as ReadEvent[], new AbortController()];
  const reading = (async () => {
    for await (const { event } of followFeed({
      url: `${url}/events`,
      token,
      filter,
      after: '0',
      signal: ended.signal,
    })) {
      read.push({ id: event.id, subject: event.subject });
    }
  })();
  return {
    ...{ name: '/events', read },
    close: () => {
      ended.abort();
      return reading;
    },
  };
}

export function overWebSocket(url: string, filter: FeedFilter, token: string): Channel {
  const client = createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${token}` },
  });
  return subscribed('graphql-transport-ws', client, filter);
}

export function overEventStream(url: string, filter: FeedFilter, token: string): Channel {
  const headers = { authorization: `Bearer ${token}` };
  const client = createSseClient({ url: `${url}/graphql/stream`, retryAttempts: 0, headers });
  return subscribed('graphql-sse', client as unknown as Subscribes & { dispose(): unknown }, filter);
}

/** Whatever ends the subscription, it is opened again after the last message: as a partner does it. */
function subscribed(name: string, client: Subscribes & { dispose(): unknown }, filter: FeedFilter): Channel {
  const read: ReadEvent[] = [];
  let [after, open] = ['0', true];
  const reading = (async () => {
    while (open) {
      try {
        for await (const { data } of client.iterate({ query: subscription, variables: { after, filter } })) {
          const edge = (data as { events: { cursor: string; node: ReadEvent } } | null | undefined)?.events;
          if (edge) {
            read.push(edge.node);
            after = edge.cursor;
          }
        }
      } catch {
        // The gateway went down: so did the connection.
      }
      await pause(open ? 200 : 0);
    }
  })();
  return {
    ...{ name, read },
    close: async () => {
      open = false;
      await client.dispose();
      await reading;
    },
  };
}

export interface WebhookReceiver extends Channel {
  url: string;
  /** Shown when the endpoint is made. */
  secret: string;
  /** So many requests are answered with 500 before anything else. */
  failures: number;
  /** Where it sends whoever comes, instead of taking anything. */
  movedTo?: string;
}

/** A partner's own server, with the handler that partners install. */
export async function openWebhookReceiver(): Promise<WebhookReceiver> {
  const [read, seen] = [[] as ReadEvent[], new Set<string>()];
  const server = createServer((request, response) => {
    if (receiver.movedTo) {
      response.writeHead(307, { location: receiver.movedTo }).end();
      return;
    }
    void (async () => {
      // What the feed has is sent before who made the endpoint has read its secret; what was refused then, and once more, would come minutes later.
      while (receiver.secret === '') {
        await pause(5);
      }
      const { secret, failures } = receiver;
      const status = await webhookHandler(request, { secret, seen, onError: () => undefined }, ({ id, subject }) => {
        if (failures > 0) {
          receiver.failures -= 1;
          throw new Error('The partner is not itself.');
        }
        read.push({ id, subject });
      });
      response.writeHead(status).end();
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const receiver: WebhookReceiver = {
    ...{ name: 'webhook', read, secret: '', failures: 0 },
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return receiver;
}
