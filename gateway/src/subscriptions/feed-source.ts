import type { Readable } from 'node:stream';
import { CodedError, type ErrorDetails } from '@maarad/shared/errors';
import { visibleFacts, type Sight, type VisibleFacts } from '@maarad/shared/contracts';
import { principalHeader, type Principal, type PrincipalSigner } from '@maarad/shared/auth';
import { createParser, type EventSourceMessage } from 'eventsource-parser';
import { postJson, type Post } from '../post-json.js';
import { refusalIn } from '../refusal-in.js';
import type { Service } from '../services.js';
import { noAnswer } from '../silence.js';
import { feedEvent, type FeedEvent } from './feed-event.js';

/** What narrows the feed before it is sent: the filter of `Query.events`. */
export type FeedFilter = Record<string, unknown>;

export interface FeedPage {
  events: FeedEvent[];
  /** Whether there was more behind them. */
  more: boolean;
}

/** The feed as the partners service gives it. */
export interface FeedSource {
  /** What a reader is told whom the feed does not answer. */
  away(cause?: unknown): CodedError;
  /**
   * Takes what comes after a cursor, or from now on, as it comes: first the cursor at which it begins, then event after event, until the
   * connection ends.
   */
  stream(after: string | undefined, signal: AbortSignal, take: (arrived: string | FeedEvent) => void): Promise<void>;
  /** History, in order. @throws CodedError as the service refuses it. */
  page(after: string, filter: FeedFilter): Promise<FeedPage>;
  /** What somebody may see at this moment. */
  sight(principal: Principal): Promise<Sight>;
  /** Notes in the audit what a partner has been given by a subscription. */
  report(principal: Principal, read: SubscriptionRead): Promise<void>;
}

/** What a subscription has given so far; places are those of the feed. */
export interface SubscriptionRead {
  id: string;
  filter: FeedFilter;
  after: number;
  last: number;
  events: number;
}

/** The gateway reads the whole feed once for all subscribers, and sends each what it may see. */
const reader: Principal = { id: 'gateway', role: 'admin' };

const patienceMs = 10_000;

const pageQuery = `query FeedHistory($after: String, $filter: EventFilter) {
  events(first: 100, after: $after, filter: $filter) {
    edges { cursor node { id type subject time region kind edition { id } data } }
    pageInfo { hasNextPage }
  }
}`;

interface PageAnswer {
  data?: {
    events: {
      edges: {
        cursor: string;
        node: Omit<FeedEvent, 'edition' | keyof VisibleFacts> & { region?: string } & {
          edition: { id: string } | null;
        };
      }[];
      pageInfo: { hasNextPage: boolean };
    };
  } | null;
  errors?: { message: string; extensions?: Record<string, unknown> }[];
}

export function feedSource(service: Service, signer: PrincipalSigner): FeedSource {
  const { pool, streams, path, silence } = service;
  const away = (cause?: unknown) => noAnswer(service, cause, 'The feed of events does not answer.');
  const ask = (post: Omit<Post, 'patienceMs'>) =>
    postJson(pool, { ...post, patienceMs }).catch((cause: unknown) => {
      throw away(cause);
    });
  const headers = async (as = reader) => ({ [principalHeader]: await signer.sign(as) });
  const tell = async (as: Principal, relative: string, content: object) => {
    const { status, body } = await ask({
      path: path(relative),
      headers: await headers(as),
      body: JSON.stringify(content),
    });
    if (status >= 300) {
      throw away();
    }
    return body;
  };
  return {
    away,
    async stream(after, signal, take) {
      const query = after === undefined ? '' : `?after=${encodeURIComponent(after)}`;
      const answer = await streams.request({
        method: 'GET',
        path: path(`/events${query}`),
        headers: await headers(),
        signal,
      });
      if (answer.statusCode !== 200) {
        throw refusalOf(JSON.parse(await answer.body.text()) as PageAnswer);
      }
      const parser = createParser({
        onEvent: ({ id, event, data }: EventSourceMessage) => {
          if (event === 'refused') {
            throw new CodedError(
              'BAD_USER_INPUT',
              'The feed goes on without this reader.',
              JSON.parse(data) as ErrorDetails,
            );
          }
          take(feedEvent(id ?? '', data));
        },
      });
      await readText(
        answer.body,
        afterStart((cursor) => {
          silence.end();
          take(cursor);
        }, parser.feed),
      );
    },
    async page(after, filter) {
      const body = JSON.stringify({ query: pageQuery, variables: { after, filter } });
      const posted = await ask({ path: path('/graphql'), headers: await headers(), body });
      const answer = JSON.parse(String(posted.body)) as PageAnswer;
      if (!answer.data) {
        throw refusalOf(answer);
      }
      const { edges, pageInfo } = answer.data.events;
      const events = edges.map(({ cursor, node: { edition, ...node } }) => ({
        ...node,
        ...{
          cursor,
          position: Number(cursor.slice(cursor.indexOf('-') + 1)),
          edition: edition?.id,
          ...visibleFacts(node),
          region: node.region,
        },
      }));
      return { events, more: pageInfo.hasNextPage };
    },
    async sight(principal) {
      return JSON.parse(String(await tell(principal, '/sight', {}))) as Sight;
    },
    async report(principal, read) {
      await tell(principal, '/reads', read);
    },
  };
}

/** Hands on each piece in the moment in which it comes: iterating would take it some turns later. */
function readText(body: Readable, take: (text: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    body.setEncoding('utf8').on('data', (text: string) => {
      try {
        take(text);
      } catch (error) {
        body.destroy(error as Error);
      }
    });
    body.once('end', resolve).once('error', reject);
  });
}

/** The first block of the stream has an id and no data, which parsers of Server-Sent Events do not hand on. */
function afterStart(begin: (cursor: string) => void, goOn: (text: string) => void): (text: string) => void {
  let head: string | undefined = '';
  return (text) => {
    if (head === undefined) {
      goOn(text);
      return;
    }
    head += text;
    if (head.includes('\n\n')) {
      const [, cursor] = /^id: (.*)$/m.exec(head) ?? [];
      if (cursor !== undefined) {
        begin(cursor);
      }
      goOn(head);
      head = undefined;
    }
  };
}

const refusalOf = (answer: PageAnswer): CodedError =>
  refusalIn(answer) ??
  new CodedError('SERVICE_UNAVAILABLE', answer.errors?.[0]?.message ?? 'The feed does not answer.');
