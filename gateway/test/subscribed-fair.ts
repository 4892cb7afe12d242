import { setTimeout as pause } from 'node:timers/promises';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient, type Client, type ClientOptions } from 'graphql-ws';
import WebSocket from 'ws';
import type { GatewayConfig } from '../src/config.js';
import { openCannedFair, type CannedFair } from './canned-fair.js';

export type Subscribes = Pick<Client, 'iterate'>;

export interface Reader {
  messages: any[];
  /** Waits until there are this many. */
  until(count: number): Promise<any[]>;
  ended: Promise<unknown>;
  stop(): void;
}

export interface SubscribedFair extends CannedFair {
  overWebSocket(options?: Partial<ClientOptions>): Client;
  overEventStream(singleConnection?: boolean): Subscribes;
  /** A number of the gateway's metrics, over all labels. */
  metric(name: string): Promise<number>;
  /** Waits until so many subscriptions are open; gives how many are. */
  open(count: number): Promise<number>;
}

export const stock = 'subscription ($after: String) { stockChanged(after: $after) { id name } }';
export const ids = (messages: any[]): string[] => messages.map(({ data }) => data.stockChanged.id);

/** A canned fair with subscribers, who leave it before it closes. */
export async function openSubscribedFair(changes: Partial<GatewayConfig> = {}): Promise<SubscribedFair> {
  const fair = await openCannedFair(changes);
  const clients: { dispose(): unknown }[] = [];
  const metric = async (name: string) => {
    const text = await (await fetch(`${fair.url}/metrics`)).text();
    const values = text.matchAll(new RegExp(`^${name}(?:{[^}]*})? (\\d+)`, 'gm'));
    return [...values].reduce((sum, [, value]) => sum + Number(value), 0);
  };
  return {
    ...fair,
    metric,
    overWebSocket(options = {}) {
      const url = `${fair.url.replace('http', 'ws')}/graphql`;
      const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0, ...options });
      clients.push(client);
      return client;
    },
    overEventStream(singleConnection = false) {
      const url = `${fair.url}/graphql/stream`;
      const client = createSseClient({ url, retryAttempts: 0, singleConnection: singleConnection as false });
      clients.push(client);
      return client as unknown as Subscribes;
    },
    async open(count) {
      const subscriptions = () => metric('maarad_gateway_subscriptions');
      for (let attempt = 0; attempt < 1_000 && (await subscriptions()) !== count; attempt += 1) {
        await pause(10);
      }
      return subscriptions();
    },
    async close() {
      await Promise.all(clients.map((client) => client.dispose()));
      await fair.close();
    },
  };
}

export function read(client: Subscribes, query: string, variables: Record<string, unknown> = {}): Reader {
  const iterator = client.iterate({ query, variables });
  const messages: any[] = [];
  const ended = (async () => {
    for await (const message of iterator) {
      messages.push(message);
    }
  })().catch((error: unknown) => error);
  return {
    messages,
    async until(count) {
      for (let attempt = 0; attempt < 2_000 && messages.length < count; attempt += 1) {
        await pause(10);
      }
      return messages;
    },
    ended,
    stop: () => void iterator.return?.(),
  };
}

/** The errors of what was refused, however the protocol says it. */
export async function refusalOf({ ended, messages }: Reader): Promise<unknown> {
  const failed = (await ended) as { response?: Response } | undefined;
  return failed?.response
    ? ((await failed.response.json()) as { errors: unknown }).errors
    : (failed ?? messages[0].errors);
}
