import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { json } from 'node:stream/consumers';
import type { Principal } from '@maarad/shared/auth';
import {
  maySee,
  productListed,
  publicSight,
  saleRecorded,
  sightOf,
  visibleFacts,
  type Sight,
} from '@maarad/shared/contracts';
import { CannedService } from './canned-services.js';

interface Entry {
  position: number;
  type: string;
  event: Record<string, any>;
}

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])';
const feedName = 'abc123';
const usual = { editionId: 'the-edition', category: 'ARGAN' };

/** A feed in memory that is read as the partners service's is: as a stream, and in pages. */
export class CannedFeed {
  private readonly entries: Entry[] = [];
  private readonly readers = new Set<ServerResponse>();
  /** How often pages of history were asked for. */
  pages = 0;
  streams = 0;

  get openStreams(): number {
    return this.readers.size;
  }

  /** What every partner may see. */
  sight: Sight = publicSight;
  sightsAsked = 0;
  /** What the audit was told. */
  readonly reports: { id: string; filter: object; after: number; last: number; events: number }[] = [];

  readonly cursor = (position: number): string => `${feedName}-${position}`;

  service(): CannedService {
    const service = new CannedService(
      `${link}
      type Query { partner: String  events(first: Int, after: String, until: String, filter: EventFilter): EventConnection! }
      type Subscription { events(after: String, filter: EventFilter): EventEdge!  stockChanged(after: String, exhibitorId: ID): Product  saleRecorded(after: String, exhibitorId: ID): Order }
      input EventFilter { types: [String!] regions: [String!] exhibitorId: ID editionId: ID }
      type EventConnection { edges: [EventEdge!]! pageInfo: PageInfo! }
      type EventEdge { cursor: String! node: Event! }
      type PageInfo @shareable { hasNextPage: Boolean! endCursor: String hasPreviousPage: Boolean! startCursor: String }
      type Event { id: ID! type: String! subject: ID! time: String! region: String kind: String edition: Edition data: Json! }
      scalar Json
      type Edition { id: ID! }
      type Product @key(fields: "id", resolvable: false) { id: ID! }
      type Order @key(fields: "id", resolvable: false) { id: ID! }`,
      {
        Query: {
          events: (_: unknown, args: PageArgs, { principal }: { principal: Principal }) => this.page(args, principal),
        },
      },
    );
    service.routes['/events'] = (request, response) => this.stream(request, response);
    service.routes['/sight'] = (request, response) => {
      request.resume();
      this.sightsAsked += 1;
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(this.sight));
    };
    service.routes['/reads'] = (request, response) =>
      void json(request).then((report) => {
        this.reports.push(report as CannedFeed['reports'][number]);
        response.writeHead(204).end();
      });
    return service;
  }

  /** Tells that a product was listed; gives the cursor of the event. */
  listed(productId: string, exhibitorId = 'e1'): string {
    return this.append(productListed.type, productId, { ...usual, exhibitorId });
  }

  sold(orderId: string, productIds: string[], exhibitorId = 'e1'): string {
    const lines = productIds.map((productId) => ({ productId, quantity: 1 }));
    return this.append(saleRecorded.type, orderId, { ...usual, exhibitorId, lines });
  }

  /** Cuts every stream off, as a service that dies does. */
  breakOff(): void {
    this.readers.forEach((response) => response.destroy());
  }

  private append(type: string, subject: string, data: Record<string, unknown>): string {
    const position = this.entries.length + 1;
    const event = { specversion: '1.0', id: randomUUID(), type, subject, time: '2025-01-28T10:00:00.000Z', data };
    this.entries.push({ position, type, event });
    this.readers.forEach((response) => response.write(this.frame({ position, type, event })));
    return this.cursor(position);
  }

  private stream(request: IncomingMessage, response: ServerResponse): void {
    this.streams += 1;
    const after =
      request.headers['last-event-id']?.toString() ??
      new URL(request.url ?? '', 'http://feed').searchParams.get('after');
    const place = after === null ? this.entries.length : this.placeOf(after);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`retry: 2000\nid: ${this.cursor(place)}\n\n`);
    this.entries.slice(place).forEach((entry) => response.write(this.frame(entry)));
    this.readers.add(response);
    response.on('close', () => this.readers.delete(response));
  }

  private frame({ position, type, event }: Entry): string {
    return `id: ${this.cursor(position)}\nevent: ${type}\ndata: ${JSON.stringify(event)}\n\n`;
  }

  private page({ first = 20, after, until, filter }: PageArgs, principal: Principal) {
    this.pages += 1;
    const place = this.placeOf(after ?? '0');
    const end = until ? this.placeOf(until) : undefined;
    const sight = principal.role === 'partner' ? this.sight : sightOf(principal);
    const matching = this.entries
      .slice(place, end)
      .filter(({ type }) => filter?.types?.includes(type) ?? true)
      .filter(({ event }) => maySee(sight, visibleFacts(event as never)));
    const edges = matching.slice(0, first).map(({ position, event }) => ({
      cursor: this.cursor(position),
      node: { ...event, edition: { id: usual.editionId } },
    }));
    return { edges, pageInfo: { hasNextPage: matching.length > first } };
  }

  private placeOf(cursor: string): number {
    return cursor === '0' ? 0 : Number(cursor.split('-')[1]);
  }
}

interface PageArgs {
  first?: number;
  after?: string;
  until?: string;
  filter?: { types?: string[] };
}
