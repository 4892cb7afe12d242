import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AddressInfo } from 'node:net';
import type { Logger } from '../telemetry/index.js';

export type Route = (request: IncomingMessage, response: ServerResponse, url: URL) => void | Promise<void>;

/** Routes by `METHOD /path`; a path that ends in `/*` stands for everything one step below it that has no route of its own. */
export type Routes = Record<string, Route>;

/** Takes over the connection of a request that wants another protocol, by path. */
export type Upgrades = Record<string, (request: IncomingMessage, socket: Duplex, head: Buffer) => void>;

export interface HttpServer {
  port: number;
  /** Takes no new connection, lets running requests end, then closes what idles. */
  close(): Promise<void>;
}

/** Longer than the gateway keeps its connections, so that the server never closes one that a request is on its way to. */
const keepAliveMs = 75_000;

export async function serveHttp(
  routes: Routes,
  port: number,
  host: string,
  logger: Logger,
  upgrades: Upgrades = {},
): Promise<HttpServer> {
  const server = createServer((request, response) => void dispatch(routes, request, response, logger));
  server.keepAliveTimeout = keepAliveMs;
  server.headersTimeout = keepAliveMs + 1_000;
  server.on('upgrade', (request, socket, head) => {
    const upgrade = upgrades[new URL(request.url ?? '/', 'http://service').pathname];
    if (upgrade) {
      upgrade(request, socket, head);
    } else {
      socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => drain(server) };
}

async function dispatch(
  routes: Routes,
  request: IncomingMessage,
  response: ServerResponse,
  logger: Logger,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://service');
  const route = routes[`${request.method} ${url.pathname}`] ?? routes[`${request.method} ${folderOf(url.pathname)}/*`];
  try {
    if (!route) {
      sendJson(response, 404, { error: 'There is nothing here.' });
    } else {
      await route(request, response, url);
    }
  } catch (error) {
    logger.error({ err: error, path: url.pathname }, 'a route met a fault');
    if (response.headersSent) {
      response.destroy();
    } else {
      sendJson(response, 500, { error: 'This went wrong.' });
    }
  }
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'));

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

/** How long a running request may take to end once the server stops. */
const drainMs = 8_000;

function drain(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), drainMs);
    // A connection that falls idle after its last answer would be kept alive: it is looked for until none is left.
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    server.close(() => {
      clearTimeout(force);
      clearInterval(idle);
      resolve();
    });
  });
}
