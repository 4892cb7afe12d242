import type { IncomingMessage } from 'node:http';
import { speakInScope, type Logger } from '@maarad/shared/telemetry';
import { CloseCode, handleProtocols, makeServer, type ServerOptions } from 'graphql-ws';
import type { WebSocket, WebSocketServer } from 'ws';
import { scopeOf } from '../request-context.js';

export interface Extra {
  socket: WebSocket;
  request: IncomingMessage;
}

/** How often clients are pinged; who leaves a ping unanswered until the next is taken for gone. */
const usualPingMs = 12_000;

/**
 * Lets graphql-ws speak over the sockets of a server. As its own adapter for `ws` does, which is meant to be adjusted: what goes wrong
 * with a socket is a line of ours, with the correlation id that the request for it had, and not a print on stderr.
 */
export function serveWebSockets(
  options: ServerOptions<Record<string, unknown>, Extra>,
  sockets: WebSocketServer,
  logger: Logger,
  pingMs = usualPingMs,
): void {
  const server = makeServer(options);
  sockets.options.handleProtocols = handleProtocols;
  sockets.on('connection', (socket: WebSocket, request: IncomingMessage) => {
    const scope = scopeOf(request);
    const warn = (about: object, said: string) => speakInScope(scope, () => logger.warn(about, said));
    const failed = (error: unknown) => {
      warn({ err: error }, 'a message of a WebSocket could not be handled');
      socket.close(CloseCode.InternalServerError, 'Internal server error');
    };
    // By then `ws` has closed it with the code that the error deserves.
    socket.on('error', (error: NodeJS.ErrnoException) => {
      warn({ reason: error.code ?? error.name }, 'a WebSocket was closed for what came over it');
    });
    const stopPinging = ping(socket, pingMs);
    const { protocol } = socket;
    const closed = server.opened(
      {
        protocol,
        send: (text) => sendOver(socket, text),
        close: (code, reason) => socket.close(code, reason),
        onMessage: (handle) => socket.on('message', (data) => void handle(String(data)).catch(failed)),
      },
      { socket, request },
    );
    socket.once('close', (code, reason) => {
      stopPinging();
      closed(code, String(reason)).catch(failed);
    });
  });
}

/** What is for a socket that has closed meanwhile is for nobody. */
const sendOver = (socket: WebSocket, text: string): Promise<void> =>
  new Promise((resolve, reject) => {
    if (socket.readyState === socket.OPEN) {
      socket.send(text, (error) => (error ? reject(error) : resolve()));
    } else {
      resolve();
    }
  });

function ping(socket: WebSocket, everyMs: number): () => void {
  let answered = true;
  socket.on('pong', () => (answered = true));
  const timer = setInterval(() => {
    if (answered) {
      answered = false;
      socket.ping();
    } else {
      socket.terminate();
    }
  }, everyMs);
  return () => clearInterval(timer);
}
