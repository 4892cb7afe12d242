import { pipeline } from 'node:stream/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { below, drawn, openSpan, speakInScope } from '@maarad/shared/telemetry';
import type { Route } from '@maarad/shared/runtime';
import { askTraced } from './ask-traced.js';
import { lapseOf } from './lapse.js';
import { doorSpan, sayOutcome } from './operation-span.js';
import { scopeOf, type Doorkeeper } from './request-context.js';
import { refusal, type FormatError } from './refusal.js';
import { sendAnswer } from './send-answer.js';
import type { Dispatcher } from 'undici';
import type { Service, ServiceName, Services } from './services.js';
import { noAnswer } from './silence.js';

/** What a service owns beside the graph, shown at the front door: path and service. */
export const passThroughs: { path: string; service: ServiceName }[] = [
  { path: '/events', service: 'partners' },
  { path: '/programme.ics', service: 'scheduling' },
  { path: '/customers.csv', service: 'sales' },
  { path: '/statements.csv', service: 'sales' },
  { path: '/statements.pdf', service: 'sales' },
  { path: '/certificates/*', service: 'training' },
  { path: '/programme.json', service: 'scheduling' },
  { path: '/.well-known/programme-keys.json', service: 'scheduling' },
];

/** What a caller's headers say to the service, and a service's to the caller. */
const headersIn = ['accept', 'last-event-id', 'if-none-match'] as const;
const headersOut = ['content-type', 'cache-control', 'content-disposition', 'content-length', 'etag'] as const;

/** Streams from services to callers, as the caller that asks: nothing is held back, and neither side outlives the other. */
export class PassThroughs {
  private readonly open = new Set<AbortController>();

  constructor(
    private readonly services: Services,
    private readonly doorkeeper: Doorkeeper,
    private readonly formatError: FormatError,
  ) {}

  /** `GET` of every path in the table. */
  routes(): Record<string, Route> {
    return Object.fromEntries(
      passThroughs.map(({ path, service }) => [`GET ${path}`, this.route(this.services[service], path)]),
    );
  }

  /** Ends every stream, for the end of the process: callers come back by themselves. */
  close(): void {
    for (const stream of this.open) {
      stream.abort();
    }
  }

  /** What is traced ends with the head of the answer: a stream lasts as long as its reader likes. */
  private route(service: Service, path: string): Route {
    return async (request, response, url) => {
      const outside = drawn(scopeOf(request));
      const span = openSpan(outside, () => doorSpan(request, path));
      const scope = span ? below(span, outside) : outside;
      const answered = (code: string) => {
        sayOutcome(span, { code, status: response.statusCode });
        span?.end();
      };
      const stream = new AbortController();
      this.open.add(stream);
      response.on('close', () => stream.abort());
      try {
        const { authorization, 'accept-language': language } = request.headers;
        const caller = await this.doorkeeper.identify(authorization, request);
        caller.allowance?.takeOwnRequest();
        const { handedOn } = await this.doorkeeper.contextOf(caller.principal, scope, language);
        const headers = { ...pick(request.headers, headersIn), ...handedOn };
        const upstream = await askTraced(
          { service: service.name, method: 'GET', path, headers },
          (all) => ask(service, url, all, stream.signal),
          scope,
        );
        if (upstream.headers.vary) {
          response.appendHeader('vary', upstream.headers.vary);
        }
        response.writeHead(upstream.statusCode, {
          ...pick(upstream.headers, headersOut),
          'x-accel-buffering': 'no',
          'x-correlation-id': scope.correlationId,
        });
        response.flushHeaders();
        answered('OK');
        const lapse = lasts(upstream) ? lapseOf(caller) : undefined;
        // Whoever is cut off comes back after the last event that it has whole, and is told then why.
        lapse?.signal.addEventListener('abort', () => stream.abort());
        await pipeline(upstream.body, response, { signal: stream.signal }).finally(() => lapse?.stop());
      } catch (error) {
        if (response.headersSent || response.destroyed) {
          // A stream that broke off must not look as if it were whole.
          response.destroy();
          if (!response.headersSent) {
            answered('ABORTED');
          }
        } else {
          const refused = speakInScope(scope, () => refusal(error, this.formatError));
          await sendAnswer(request, response, refused, scope);
          answered(refused.code);
        }
      } finally {
        this.open.delete(stream);
      }
    };
  }
}

/** Whether it goes on for as long as its reader likes; a file is sent to its end. */
const lasts = ({ headers }: Dispatcher.ResponseData): boolean =>
  String(headers['content-type']).startsWith('text/event-stream');

async function ask(
  service: Service,
  url: URL,
  headers: Record<string, string>,
  signal: AbortSignal,
): Promise<Dispatcher.ResponseData> {
  const path = service.path(url.pathname + url.search);
  try {
    const answer = await service.streams.request({ method: 'GET', path, headers, signal });
    service.silence.end();
    return answer;
  } catch (cause) {
    throw noAnswer(service, cause);
  }
}

function pick(
  headers: IncomingHttpHeaders | Record<string, string | string[] | undefined>,
  names: readonly string[],
): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of names) {
    const value = headers[name];
    if (typeof value === 'string') {
      picked[name] = value;
    }
  }
  return picked;
}
