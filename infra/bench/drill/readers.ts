import { setTimeout as pause } from 'node:timers/promises';
import { followFeed } from '@maarad/partner-client';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import type { Fair } from '../../local/fair.js';

/** A subscriber, and the ids that it has had, in the order in which they came. */
export interface Channel {
  name: string;
  /** Of every event, each time that it came. */
  ids: string[];
  /** Whether its promise is that each event comes once; else once at least. */
  exactlyOnce: boolean;
  close(): Promise<unknown>;
}

interface Message {
  data?: { events: { cursor: string; node: { id: string } } } | null;
}

interface SubscribingClient {
  iterate(operation: { query: string; variables: Record<string, unknown> }): AsyncIterable<unknown>;
  dispose(): unknown;
}

const query = 'subscription ($after: String) { events(after: $after) { cursor node { id } } }';
const betweenAttemptsMs = 200;

const authorization = async (fair: Fair) => ({ authorization: `Bearer ${await fair.token('admin')}` });

export function followOverWebSocket(fair: Fair): Channel {
  const client = createClient({
    url: `${fair.url.replace('http', 'ws')}/graphql`,
    connectionParams: () => authorization(fair),
    webSocketImpl: WebSocket,
    retryAttempts: 0,
  });
  return resuming('ws', client);
}

export function followOverEventStream(fair: Fair): Channel {
  const headers = () => authorization(fair);
  return resuming('sse', createSseClient({ url: `${fair.url}/graphql/stream`, headers, retryAttempts: 0 }));
}

/** Whatever ends the subscription, it is opened again after the last message: as a partner does it. */
function resuming(name: string, client: SubscribingClient): Channel {
  const ids: string[] = [];
  let [after, open] = ['0', true];
  const reading = (async () => {
    while (open) {
      try {
        for await (const message of client.iterate({ query, variables: { after } })) {
          const { data } = message as Message;
          if (data) {
            ids.push(data.events.node.id);
            after = data.events.cursor;
          }
        }
      } catch {
        // Something went down, and the connection with it.
      }
      await pause(open ? betweenAttemptsMs : 0);
    }
  })();
  const close = async () => {
    open = false;
    await client.dispose();
    await reading;
  };
  return { name, ids, exactlyOnce: true, close };
}

/** `GET /events` by the client that partners install. */
export function followFeedOverHttp(fair: Fair): Channel {
  const [ids, ended] = [[] as string[], new AbortController()];
  const reading = (async () => {
    const token = () => fair.token('admin');
    for await (const { event } of followFeed({ url: `${fair.url}/events`, token, after: '0', signal: ended.signal })) {
      ids.push(event.id);
    }
  })();
  // A refusal is told where the channel is closed, not as a fault of the whole process.
  reading.catch(() => undefined);
  const close = () => {
    ended.abort();
    return reading;
  };
  return { name: '/events', ids, exactlyOnce: true, close };
}
