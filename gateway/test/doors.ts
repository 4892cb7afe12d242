import { once } from 'node:events';
import WebSocket from 'ws';

export interface Told {
  /** Of HTTP, or the code with which a socket was closed. */
  status: number;
  code?: string;
  message: string;
}

type Door = (url: string, query: string, authorization?: string) => Promise<Told>;

const told = (status: number, error: { message: string; extensions?: { code?: string } } | undefined): Told => ({
  status,
  ...(error?.extensions?.code !== undefined && { code: error.extensions.code }),
  message: error?.message ?? '',
});

async function overHttp(url: string, init: RequestInit): Promise<Told> {
  const response = await fetch(url, init);
  const text = await response.text();
  const json = text.startsWith('{') ? text : (/^data: (.+)$/m.exec(text)?.[1] ?? '{}');
  const { errors, payload } = JSON.parse(json) as { errors?: Parameters<typeof told>[1][]; payload?: never };
  return told(response.status, (errors ?? (payload as { errors?: [] } | undefined)?.errors)?.[0]);
}

async function overWebSocket(url: string, query: string, authorization?: string): Promise<Told> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  const closed = once(socket, 'close').then(([code, reason]) => told(code as number, { message: String(reason) }));
  await once(socket, 'open');
  const first = once(socket, 'message');
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization } }));
  const answered = (async () => {
    await first;
    const next = once(socket, 'message');
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query } }));
    const { type, payload } = JSON.parse(String((await next)[0]));
    return told(200, type === 'error' ? payload[0] : payload.errors?.[0]);
  })();
  const result = await Promise.race([closed, answered]);
  socket.terminate();
  return result;
}

const bearing = (authorization?: string) => authorization !== undefined && { authorization };
const body = (query: string) => JSON.stringify({ query });

/** Every way by which an operation comes in. */
export const doors: Record<string, Door> = {
  'POST /graphql': (url, query, authorization) =>
    overHttp(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...bearing(authorization) },
      body: body(query),
    }),
  'GET /graphql': (url, query, authorization) =>
    overHttp(`${url}/graphql?query=${encodeURIComponent(query)}`, {
      headers: { 'apollo-require-preflight': '1', ...bearing(authorization) },
    }),
  'ws /graphql': overWebSocket,
  'POST /graphql/stream': (url, query, authorization) =>
    overHttp(`${url}/graphql/stream`, {
      method: 'POST',
      headers: { accept: 'text/event-stream', 'content-type': 'application/json', ...bearing(authorization) },
      body: body(query),
    }),
};

/** Ways in by which no operation comes, and a token may. */
export const streams: Record<string, Door> = Object.fromEntries(
  ['/events', '/programme.ics', '/certificates/1'].map((path) => [
    `GET ${path}`,
    (url: string, _query: string, authorization?: string) =>
      overHttp(url + path, { headers: { ...bearing(authorization) } }),
  ]),
);
