import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { OperationTypeNode, type ExecutionResult } from 'graphql';
import type { Request, Response } from 'graphql-sse';
import { createHandler, type RequestContext as HandlerContext } from 'graphql-sse/lib/use/http';
import { BadUserInput } from '@maarad/shared/errors';
import type { Routes } from '@maarad/shared/runtime';
import { readBody, RequestAborted, requireJson } from '../read-body.js';
import { statusOf } from '../refusal.js';
import type { Connection, SubscriptionDesk } from './subscription-desk.js';

const path = '/graphql/stream';
const tokenHeader = 'x-graphql-event-stream-token';

type Asked = Request<IncomingMessage, HandlerContext>;

/** A stream of events that is open: of one operation, or of several that name it by its token. */
interface Stream extends Connection {
  response: ServerResponse;
}

/**
 * `/graphql/stream`: GraphQL over Server-Sent Events by the protocol graphql-sse, one operation a connection (`POST`) or several over
 * one (`PUT` for its token, then `GET`).
 */
export function eventStreamDoor(desk: SubscriptionDesk, patienceMs: number): { routes: Routes; close: () => void } {
  const streams = new Map<string, Stream>();
  const reserved = new Map<string, NodeJS.Timeout>();
  const open = new Set<ServerResponse>();
  const streamOf = ({ headers, context: { res }, raw }: Asked): Stream =>
    streams.get(tokenOf(headers.get(tokenHeader), raw.url)) ?? streamOver(res);

  const handle = createHandler({
    authenticate: ({ headers, raw }) => {
      const token = tokenOf(headers.get(tokenHeader), raw.url) || randomUUID();
      if (raw.method === 'PUT' && !reserved.has(token) && !streams.has(token)) {
        reserved.set(token, setTimeout(() => void forget(token), patienceMs).unref());
      }
      return token;
    },
    onConnect: async ({ headers, raw, context: { res } }) => {
      await desk.identify(raw.headers.authorization, raw);
      const token = tokenOf(headers.get(tokenHeader), raw.url);
      open.add(res);
      res.once('close', () => {
        open.delete(res);
        streams.delete(token);
      });
      if (token) {
        clearTimeout(reserved.get(token));
        reserved.delete(token);
        streams.set(token, streamOver(res));
      }
    },
    onSubscribe: async (request, { query, operationName, variables, extensions }) => {
      const { headers } = request.raw;
      if (reserved.has(tokenOf(request.headers.get(tokenHeader), request.raw.url))) {
        return notYetOpen;
      }
      try {
        const caller = await desk.identify(headers.authorization, request.raw);
        const asked = {
          ...{ query: query as string, operationName, extensions },
          variables: variables as Record<string, unknown>,
        };
        const opened = desk.open(asked, caller, headers['accept-language'], streamOf(request));
        if (request.method === 'GET' && opened.operation.operation === OperationTypeNode.MUTATION) {
          throw new BadUserInput([{ path: 'query', rule: 'must not be a mutation here: those are sent by POST' }]);
        }
        // The library takes nothing for an answer that has no data.
        return 'messages' in opened
          ? (opened.messages as AsyncGenerator<ExecutionResult>)
          : ({ data: null, ...(await opened.answer()) } as ExecutionResult);
      } catch (error) {
        return { data: null, errors: desk.shown(error) } as unknown as ExecutionResult;
      }
    },
    // The library would store up what a slow reader does not take.
    onNext: async (_context, request) => {
      const { response } = streamOf(request);
      if (response.writableNeedDrain) {
        await Promise.race([once(response, 'drain'), once(response, 'close')]);
      }
    },
  });

  /** The library forgets a stream once nobody reads it any more, and one that nobody ever read never. */
  const forget = async (token: string) => {
    reserved.delete(token);
    const headers = { accept: 'text/event-stream', [tokenHeader]: token };
    const nobody = Object.assign(new EventEmitter(), {
      writable: false,
      writeHead: noop,
      end: (done: () => void) => done(),
    });
    await handle({ method: 'GET', url: path, headers, socket: {} } as never, nobody as never).catch(noop);
    nobody.emit('close');
  };

  const route = async (request: IncomingMessage, response: ServerResponse) => {
    try {
      await handle(await readHere(request), response);
    } catch (error) {
      if (!(error instanceof RequestAborted)) {
        refuse(response, desk.shown(error), statusOf(error));
      }
    }
  };
  return {
    routes: Object.fromEntries(['GET', 'POST', 'PUT', 'DELETE'].map((method) => [`${method} ${path}`, route])),
    close: () => open.forEach((response) => response.destroy()),
  };
}

const noop = (): void => undefined;

/** What comes before its reader does would be stored up, for as long as it likes not to come. */
const notYetOpen: Response = [
  JSON.stringify({
    errors: [
      {
        message: 'The stream is reserved and not open yet.',
        extensions: { code: 'BAD_USER_INPUT', problems: [{ path: tokenHeader, rule: 'must name an open stream' }] },
      },
    ],
  }),
  { status: 409, statusText: 'Conflict', headers: { 'content-type': 'application/json; charset=utf-8' } },
];

const streamOver = (response: ServerResponse): Stream => ({
  response,
  subscriptions: 0,
  onSlow: () => response.destroy(),
});

function tokenOf(header: string | null | undefined, url: string | undefined): string {
  return header ?? new URL(url ?? '', 'http://gateway').searchParams.get('token') ?? '';
}

/** The library reads bodies of any size, so it gets one that has been read. @throws NotJson, BodyTooLarge, RequestAborted */
async function readHere(request: IncomingMessage): Promise<IncomingMessage> {
  if (request.method !== 'POST') {
    return request;
  }
  requireJson(request);
  const body = Readable.from([await readBody(request)]);
  const { method, url, headers, socket } = request;
  return Object.assign(body, { method, url, headers, socket }) as unknown as IncomingMessage;
}

function refuse(
  response: ServerResponse,
  errors: readonly { extensions?: Record<string, unknown> }[],
  status: number,
): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const { code, retryAfter } = errors[0]?.extensions ?? {};
  response
    .writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      ...(code === 'RATE_LIMITED' && { 'retry-after': String(retryAfter) }),
    })
    .end(`${JSON.stringify({ errors })}\n`);
}
