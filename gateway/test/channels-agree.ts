import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { FeedFilter } from '@maarad/partner-client';
import { dataOf } from './ask.js';
import { openFair, until, type FairOptions, type OpenFair } from './open-fair.js';
import { randomTraffic } from './random-traffic.js';
import { openWebhookReceiver, overEventStream, overStream, overWebSocket, type Channel } from './read-channels.js';
import { makeSmallFair } from './small-fair.js';

const operations = 160;

const register = 'mutation ($input: RegisterPartnerInput!) { made: registerPartner(input: $input) { id } }';
const giveAccess = 'mutation ($input: PartnerAccessInput!) { made: grantPartnerAccess(input: $input) { id } }';
const createEndpoint =
  'mutation ($input: CreateWebhookEndpointInput!) { made: createWebhookEndpoint(input: $input) { secret } }';
const history = `query ($filter: EventFilter, $after: String) {
  events(first: 100, filter: $filter, after: $after) { nodes { id type subject } pageInfo { endCursor hasNextPage } }
}`;

interface FeedNode {
  id: string;
  type: string;
  subject: string;
}

/** The feed as it stands, for a filter and a reader, in its order. */
async function feedOf({ url }: OpenFair, filter: FeedFilter, token: string): Promise<FeedNode[]> {
  const nodes: FeedNode[] = [];
  for (let after: string | undefined = '0'; after;) {
    const { events }: Record<string, any> = await dataOf(url, history, { filter, after }, { token });
    nodes.push(...events.nodes);
    after = events.pageInfo.hasNextPage ? events.pageInfo.endCursor : undefined;
  }
  return nodes;
}

async function subscribe(fair: OpenFair, filter: FeedFilter, partnerId: string, token: string) {
  const receiver = await openWebhookReceiver();
  const { made } = await dataOf(
    fair.url,
    createEndpoint,
    { input: { idempotencyKey: receiver.url, partnerId, url: receiver.url, filter, after: '0' } },
    { token },
  );
  receiver.secret = made.secret;
  const opened = [
    overWebSocket(fair.url, filter, token),
    overEventStream(fair.url, filter, token),
    overStream(fair.url, filter, token),
    receiver,
  ];
  return { filter, receiver, opened };
}

/** What happened to each subject, in its order. */
function bySubject(events: { id: string; subject: string }[]): Record<string, string[]> {
  const ids: Record<string, string[]> = {};
  events.forEach(({ id, subject }) => (ids[subject] ??= []).push(id));
  return ids;
}

/**
 * The promise that a partner relies on, shown on whichever event log the fair is given.
 *
 * @param readLog gives the ids of all events of these types in the log itself, each once.
 */
export function channelsAgree(log: string, options: () => FairOptions, readLog?: (types: string[]) => string[]): void {
  describe(`with ${log} as the log`, () => {
    const channels: Channel[] = [];
    let fair: OpenFair;

    beforeAll(async () => {
      fair = await openFair({ ...options(), webhookLocal: true });
    }, 120_000);
    afterAll(async () => {
      await Promise.all(channels.map((channel) => channel.close()));
      await fair.stop();
      fair.discard();
    }, 60_000);

    test('after random traffic through deaths of partners, gateway and a receiver, every channel has the same ids for the same filter, each once, in order per subject', async () => {
      const token = fair.token('admin');
      const small = await makeSmallFair(fair, token, 1_000);
      const input = { idempotencyKey: 'p', name: { fr: 'Conseil régional' }, kind: 'REGIONAL_COUNCIL', regions: [] };
      const partnerId = (await dataOf(fair.url, register, { input }, { token })).made.id as string;
      const { editionId, exhibitorId } = small;
      await dataOf(fair.url, giveAccess, { input: { partnerId, exhibitorId } }, { token });
      const own = fair.token('partner', '--partner', partnerId);
      const narrow = {
        editionId,
        types: [
          'org.maarad.sales.sale.recorded.v1',
          'org.maarad.exhibitors.registration.approved.v1',
          'org.maarad.exhibitors.registration.rejected.v1',
          'org.maarad.scheduling.session.scheduled.v1',
          'org.maarad.scheduling.session.changed.v1',
        ],
      } satisfies FeedFilter;
      const subscribed = [
        await subscribe(fair, narrow, partnerId, own),
        await subscribe(fair, { exhibitorId }, partnerId, own),
      ];

      channels.push(...subscribed.flatMap(({ opened }) => opened));

      const traffic = randomTraffic(fair, small, { token, count: operations, seed: 20250127 });
      const share = async (part: number) => {
        while (traffic.done() < operations * part) {
          await pause(20);
        }
      };
      await share(0.25);
      fair.kill('partners');
      await share(0.5);
      fair.kill('gateway');
      subscribed.forEach(({ receiver }) => (receiver.failures = 1));
      await share(0.75);
      fair.kill('partners');
      await traffic.ended;

      // What is compared is one moment, at which the feed has all that was made and every channel as much as the feed.
      const settled = await until(
        async () => {
          const feeds = await Promise.all(subscribed.map(({ filter }) => feedOf(fair, filter, own).catch(() => [])));
          return feeds.map((feed, index) => ({
            feed,
            channels: (subscribed[index]?.opened ?? []).map(({ name, read }) => ({ name, read: [...read] })),
          }));
        },
        (compared) => {
          const told = new Set(compared[0]?.feed.map(({ subject }) => subject));
          return (
            traffic.made.every((id) => told.has(id)) &&
            compared.every(({ feed, channels: all }) => all.every(({ read }) => read.length === feed.length))
          );
        },
        60_000,
      );
      for (const { feed, channels: all } of settled) {
        expect(new Set(feed.map(({ type }) => type)).size).toBeGreaterThan(3);
        for (const { name, read } of all) {
          expect({ name, ids: read.map(({ id }) => id).sort() }).toEqual({
            name,
            ids: feed.map(({ id }) => id).sort(),
          });
          expect({ name, ...bySubject(read) }).toEqual({ name, ...bySubject(feed) });
        }
      }
      const subjects = settled[0]?.feed.map(({ subject }) => subject);
      expect(subjects).toEqual(expect.arrayContaining(traffic.made));
      const { told, feed } = await until(
        async () => ({
          told: readLog?.(narrow.types).sort(),
          feed: (await feedOf(fair, narrow, own)).map(({ id }) => id).sort(),
        }),
        (both) => !both.told || isDeepStrictEqual(both.told, both.feed),
      );
      expect(told ?? feed).toEqual(feed);
    }, 180_000);
  });
}
