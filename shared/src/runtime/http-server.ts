import { createServer, STATUS_CODES, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { AddressInfo, Socket } from 'node:net';
import { CodedError, type ErrorCode, type ErrorDetails } from '../errors/index.js';
import type { Logger } from '../telemetry/index.js';

export type Route = (request: IncomingMessage, response: ServerResponse, url: URL) => void | Promise<void>;

/** Routes by `METHOD /path`; a path that ends in `/*` stands for everything one step below it that has no route of its own. */
export type Routes = Record<string, Route>;

/** Takes over the connection of a request that wants another protocol, by path. */
export type Upgrades = Record<string, (request: IncomingMessage, socket: Duplex, head: Buffer) => void>;

/** What a caller gets that goes no further. */
export interface Refusal {
  status: number;
  headers: Iterable<readonly [string, string]>;
  body: string;
}

/** How long callers may take, and how many there may be: whoever sends slowly or not at all holds no connection for long. */
export interface Patience {
  /** Milliseconds from the first byte of a request to the last of its headers. */
  headersMs: number;
  /** Milliseconds from the first byte of a request to its last; then 408. Answers take as long as they take. */
  requestMs: number;
  /** Connections at once; one more is closed at once. */
  connections: number;
}

export interface HttpOptions {
  upgrades?: Upgrades;
  /** Sees every request before its route and sets what every answer carries. False when it has answered by itself. */
  before?: (request: IncomingMessage, response: ServerResponse, url: URL) => boolean;
  /** Sees every connection before anything is sent over it. False where it is to be closed at once. */
  admits?: (socket: Socket) => boolean;
  /** Sees every request for another protocol. */
  beforeUpgrade?: (request: IncomingMessage) => Refusal | undefined;
  patience?: Patience;
}

export interface HttpServer {
  port: number;
  /** Takes no new connection, lets running requests end, then closes what idles. */
  close(): Promise<void>;
}

/** Longer than the gateway keeps its connections, so that the server never closes one that a request is on its way to. */
const keepAliveMs = 75_000;

const usualPatience: Patience = { headersMs: 10_000, requestMs: 30_000, connections: 20_000 };

const mostHeaders = 100;

/** Who is late is found this often at least. */
const checkMs = 5_000;

/** Names a request whose address is none. */
const nowhere = new URL('http://service/');

export async function serveHttp(
  routes: Routes,
  port: number,
  host: string,
  logger: Logger,
  options: HttpOptions = {},
): Promise<HttpServer> {
  const { headersMs, requestMs, connections } = options.patience ?? usualPatience;
  const server = createServer(
    {
      keepAliveTimeout: keepAliveMs,
      headersTimeout: Math.min(headersMs, requestMs),
      requestTimeout: requestMs,
      connectionsCheckingInterval: Math.min(checkMs, headersMs, requestMs),
    },
    (request, response) => void dispatch(routes, request, response, logger, options),
  );
  server.maxHeadersCount = mostHeaders;
  server.maxConnections = connections;
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    if (options.admits?.(socket) === false) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (request, socket, head) => upgrade(request, socket, head, options));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return { port: (server.address() as AddressInfo).port, close: () => drain(server, sockets) };
}

function upgrade(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  { upgrades = {}, beforeUpgrade }: HttpOptions,
): void {
  const takeOver = upgrades[addressOf(request)?.pathname ?? ''];
  const refusal = takeOver ? beforeUpgrade?.(request) : notHere;
  if (takeOver && !refusal) {
    takeOver(request, socket, head);
    return;
  }
  const { status, headers, body } = refusal ?? notHere;
  const lines = [...headers, ['content-length', String(Buffer.byteLength(body))], ['connection', 'close']];
  socket.on('error', () => socket.destroy());
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.map((line) => `${line.join(': ')}\r\n`).join('')}\r\n${body}`,
  );
}

/** As the graph tells it, whoever refuses. */
const refused = (code: ErrorCode, message: string, details: ErrorDetails = {}) => ({
  errors: [{ message, extensions: { code, ...details } }],
});

const nothingHere = refused('NOT_FOUND', 'There is nothing here.');

const notHere: Refusal = {
  status: 404,
  headers: [['content-type', 'application/json; charset=utf-8']],
  body: JSON.stringify(nothingHere),
};

/** Undefined where it cannot be read: anyone may send anything. */
function addressOf({ url }: IncomingMessage): URL | undefined {
  try {
    return new URL(url ?? '/', nowhere);
  } catch {
    return undefined;
  }
}

async function dispatch(
  routes: Routes,
  request: IncomingMessage,
  response: ServerResponse,
  logger: Logger,
  { before }: HttpOptions,
): Promise<void> {
  const url = addressOf(request);
  const { pathname } = url ?? nowhere;
  const route = url && (routes[`${request.method} ${pathname}`] ?? routes[`${request.method} ${folderOf(pathname)}/*`]);
  response.setHeader('x-content-type-options', 'nosniff');
  try {
    if (before && !before(request, response, url ?? nowhere)) {
      return;
    }
    if (!url) {
      sendJson(response, 400, refused('BAD_USER_INPUT', 'This is no address.'));
    } else if (!route) {
      sendJson(response, 404, nothingHere);
    } else {
      await route(request, response, url);
    }
  } catch (error) {
    logger.error({ err: error, path: pathname }, 'a route met a fault');
    if (response.headersSent) {
      response.destroy();
    } else {
      sendJson(response, 500, refused('INTERNAL', 'This went wrong on our side.'));
    }
  }
}

/** The first where it was sent several times. */
export const headerOf = ({ headers }: IncomingMessage, name: string): string | undefined => {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
};

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/'));

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
}

const refusalStatuses: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  CONFLICT: 409,
};

/**
 * Answers with a refusal in the graph's form, and gives its code; unless given, its status says what the code says, or 400.
 * @throws the error when it is a fault, or when the answer has begun.
 */
export function sendRefusal(response: ServerResponse, error: unknown, status?: number): ErrorCode {
  if (!(error instanceof CodedError) || response.headersSent) {
    throw error;
  }
  const { code, message, details } = error;
  sendJson(response, status ?? refusalStatuses[code] ?? 400, refused(code, message, details));
  return code;
}

/** How long a running request may take to end once the server stops. */
const drainMs = 8_000;

function drain(server: Server, sockets: Set<Socket>): Promise<void> {
  return new Promise((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), drainMs);
    // A connection that falls idle after its last answer would be kept alive: it is looked for until none is left.
    const idle = setInterval(() => {
      server.closeIdleConnections();
      // Clients open connections beforehand; Node takes those for busy.
      [...sockets].filter(({ bytesRead }) => bytesRead === 0).forEach((socket) => socket.destroy());
    }, 50);
    server.close(() => {
      clearTimeout(force);
      clearInterval(idle);
      resolve();
    });
  });
}
