import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import type { Logger } from '@maarad/shared/telemetry';
import { GraphQLError, type ExecutionArgs, type ExecutionResult, type FormattedExecutionResult } from 'graphql';
import type { ServerOptions } from 'graphql-ws';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Caller } from '../request-context.js';
import { serveWebSockets, type Extra } from './serve-web-sockets.js';
import type { Connection, Opened, SubscriptionDesk } from './subscription-desk.js';

/** As large as a body of `POST /graphql`, in bytes; a larger message ends the connection with 1009, as RFC 6455 has it. */
const largestMessage = 1024 * 1024;

/** Close codes of our own, from the range that is left to applications, and two of IANA's. */
const closeCodes = { unauthenticated: 4401, tooSlow: 4429, goingAway: 1001, tryAgainLater: 1013 };

/** How long a connection that is being closed may take to say so. */
const farewellMs = 1_000;

interface Visitor extends Connection {
  caller: Caller;
  language: string | undefined;
}

type Door = { upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void; close: () => Promise<void> };

/** `ws /graphql`: GraphQL over WebSocket by the protocol graphql-transport-ws. The token comes in `connection_init` or as a header. */
export function webSocketDoor(desk: SubscriptionDesk, logger: Logger): Door {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessage });
  const visitors = new WeakMap<WebSocket, Visitor>();
  serveWebSockets(options(desk, visitors), sockets, logger);
  return {
    upgrade: (request, socket, head) => {
      sockets.handleUpgrade(request, socket, head, (client) => sockets.emit('connection', client, request));
    },
    async close() {
      const late = setTimeout(() => sockets.clients.forEach((client) => client.terminate()), farewellMs);
      sockets.clients.forEach((client) => client.close(closeCodes.goingAway, 'Going away'));
      await promisify(sockets.close.bind(sockets))();
      clearTimeout(late);
    },
  };
}

function options(
  desk: SubscriptionDesk,
  visitors: WeakMap<WebSocket, Visitor>,
): ServerOptions<Record<string, unknown>, Extra> {
  return {
    async onConnect({ connectionParams, extra: { socket, request } }) {
      try {
        const caller = await desk.identify(oneOf(connectionParams, request, 'authorization'), request);
        const language = oneOf(connectionParams, request, 'accept-language');
        visitors.set(socket, { caller, language, subscriptions: 0, onSlow: (cursor) => closeSlow(socket, cursor) });
        return true;
      } catch (error) {
        const [shown] = desk.shown(error);
        const away = ['SERVICE_UNAVAILABLE', 'RATE_LIMITED'].includes(String(shown?.extensions?.code));
        socket.close(away ? closeCodes.tryAgainLater : closeCodes.unauthenticated, shown?.message.slice(0, 120));
        return false;
      }
    },
    onSubscribe({ extra: { socket } }, _id, payload) {
      const visitor = visitors.get(socket) as Visitor;
      try {
        const opened = desk.open(payload, visitor.caller, visitor.language, visitor);
        return argumentsFor(opened, payload.operationName);
      } catch (error) {
        return desk.shown(error).map(({ message, extensions }) => new GraphQLError(message, { extensions }));
      }
    },
    subscribe: ({ contextValue }) => (contextValue as { messages: AsyncGenerator<ExecutionResult> }).messages,
    execute: ({ contextValue }) => (contextValue as { answer: () => Promise<ExecutionResult> }).answer(),
    // What comes here is formatted already.
    onNext: (_context, _id, _payload, _args, result) => result as FormattedExecutionResult,
    onError: (_context, _id, _payload, errors) =>
      errors.map((error) => (error.originalError ? desk.shown(error.originalError)[0] : undefined) ?? error.toJSON()),
  };
}

/** The library runs an operation by these; what it is run with was made ready when it was asked for. */
const argumentsFor = ({ document, ...contextValue }: Opened, operationName: string | null | undefined): ExecutionArgs =>
  ({ document, operationName, contextValue }) as unknown as ExecutionArgs;

function closeSlow(socket: WebSocket, cursor: string | undefined): void {
  socket.close(closeCodes.tooSlow, `too slow${cursor ? `: go on after ${cursor}` : ''}`);
  setTimeout(() => socket.terminate(), farewellMs).unref();
}

/** A browser cannot set headers on a WebSocket, so they may come in `connection_init`, under the same names. */
function oneOf(
  params: Readonly<Record<string, unknown>> | undefined,
  { headers }: IncomingMessage,
  name: 'authorization' | 'accept-language',
): string | undefined {
  const given = Object.entries(params ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof given === 'string' ? given : headers[name];
}
