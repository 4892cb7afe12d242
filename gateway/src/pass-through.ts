import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { Principal } from '@maarad/shared/auth';
import { below, drawn, openSpan, speakInScope } from '@maarad/shared/telemetry';
import type { Route } from '@maarad/shared/runtime';
import { askTraced } from './ask-traced.js';
import { forOne, lasts } from './event-streams/passage.js';
import { SharedStreams, type StreamQuestion } from './event-streams/shared-streams.js';
import { lapseOf } from './lapse.js';
import type { GatewayMetrics } from './metrics.js';
import { doorSpan, sayOutcome } from './operation-span.js';
import { scopeOf, type Caller, type Doorkeeper } from './request-context.js';
import { refusal, type FormatError } from './refusal.js';
import { sendAnswer } from './send-answer.js';
import type { Dispatcher } from 'undici';
import type { Service, ServiceName, Services } from './services.js';
import { noAnswer } from './silence.js';

/** What a service owns beside the graph, shown at the front door. */
interface PassThrough {
  path: string;
  service: ServiceName;
  /** A stream of events: who asks for the same with the same rights is answered from one. */
  isShared?: boolean;
}

export const passThroughs: PassThrough[] = [
  { path: '/events', service: 'partners', isShared: true },
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

interface Surroundings {
  services: Services;
  doorkeeper: Doorkeeper;
  formatError: FormatError;
  metrics: GatewayMetrics;
}

/** Streams from services to callers, as the caller that asks: nothing is held back, and neither side outlives the other. */
export class PassThroughs {
  private readonly open = new Set<AbortController>();
  private readonly shared = new SharedStreams();

  constructor(private readonly surroundings: Surroundings) {}

  /** `GET` of every path in the table. */
  routes(): Record<string, Route> {
    return Object.fromEntries(passThroughs.map((each) => [`GET ${each.path}`, this.route(each)]));
  }

  /** Ends every stream, for the end of the process: callers come back by themselves. */
  close(): void {
    for (const stream of this.open) {
      stream.abort();
    }
  }

  /** Whoever is cut off when its token lapses comes back after the last event that it has whole, and is told then why. */
  private beginLasting(path: string, caller: Caller, stream: AbortController): () => void {
    const { metrics } = this.surroundings;
    const lapse = lapseOf(caller);
    lapse.signal.addEventListener('abort', () => stream.abort());
    metrics.subscriptionOpened(path);
    return () => {
      lapse.stop();
      metrics.subscriptionEnded(path);
    };
  }

  /** What is traced ends with the head of the answer: a stream lasts as long as its reader likes. */
  private route({ path, service: name, isShared }: PassThrough): Route {
    const { doorkeeper, formatError, services } = this.surroundings;
    const service = services[name];
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
        const caller = await doorkeeper.identify(authorization, request);
        caller.allowance?.takeOwnRequest();
        const asked = async (own: Record<string, string> = {}, signal?: AbortSignal) => {
          const { handedOn } = await doorkeeper.contextOf(caller.principal, scope, language);
          const headers = { ...pick(request.headers, headersIn), ...handedOn, ...own };
          const question = { service: service.name, method: 'GET', path, headers };
          return askTraced(question, (all) => ask(service, url, all, signal), scope);
        };
        const { answer, send } =
          isShared && !caller.principal.partnerId
            ? await this.shared.answer(sharedQuestion(request, url, caller.principal, asked))
            : forOne(await asked({}, stream.signal));
        if (answer.headers.vary) {
          response.appendHeader('vary', answer.headers.vary);
        }
        response.writeHead(answer.statusCode, {
          ...pick(answer.headers, headersOut),
          'x-accel-buffering': 'no',
          'x-correlation-id': scope.correlationId,
        });
        response.flushHeaders();
        answered('OK');
        const end = lasts(answer) ? this.beginLasting(path, caller, stream) : undefined;
        await send(response, stream.signal).finally(end);
      } catch (error) {
        if (response.headersSent || response.destroyed) {
          // A stream that broke off must not look as if it were whole.
          response.destroy();
          if (!response.headersSent) {
            answered('ABORTED');
          }
        } else {
          const refused = speakInScope(scope, () => refusal(error, formatError));
          await sendAnswer(request, response, refused, scope);
          answered(refused.code);
        }
      } finally {
        this.open.delete(stream);
      }
    };
  }
}

/**
 * What visitors, exhibitors and organisers ask of the feed, they are answered together. Of partners it is noted who read what, so each of
 * their streams is asked for by itself.
 */
function sharedQuestion(
  { headers }: IncomingMessage,
  { searchParams }: URL,
  principal: Principal,
  ask: (own?: Record<string, string>) => Promise<Dispatcher.ResponseData>,
): StreamQuestion {
  const given = new URLSearchParams(searchParams);
  const after = String(headers['last-event-id'] ?? '') || (given.get('after') ?? undefined);
  given.delete('after');
  given.sort();
  const askFrom = (place?: string) => ask(place === undefined ? {} : { 'last-event-id': place });
  return { key: JSON.stringify([principal, given.toString()]), after, ask: askFrom };
}

async function ask(
  service: Service,
  url: URL,
  headers: Record<string, string>,
  signal?: AbortSignal,
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
