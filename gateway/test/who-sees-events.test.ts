import 'reflect-metadata';
import { anonymous, type Principal } from '@maarad/shared/auth';
import { productListed, publicSight, saleRecorded, sightOfPartner } from '@maarad/shared/contracts';
import { openSubscribedFair, read, refusalOf, stock, type SubscribedFair } from './subscribed-fair.js';

const partner: Principal = { id: 'council-1', role: 'partner', partnerId: 'council' };
const own =
  'subscription ($after: String, $filter: EventFilter) { events(after: $after, filter: $filter) { cursor node { subject } } }';
/** More than the event says itself: asked of the graph as the subscriber. */
const deep = own.replace('subject', 'subject edition { __typename id }');
let fair: SubscribedFair;

beforeEach(async () => {
  fair = await openSubscribedFair();
});
afterEach(() => fair.close());

async function as(principal: Principal) {
  return fair.overWebSocket(
    principal === anonymous ? {} : { connectionParams: { authorization: `Bearer ${await fair.token(principal)}` } },
  );
}
const subjects = (messages: any[]): string[] => messages.map(({ data }) => data.events.node.subject);

describe.each([
  ['what the event says', own],
  ['what the graph knows beside it', deep],
])('a subscription for %s', (_, query) => {
  test.each<[string, Principal, string[]]>([
    ['nobody in particular hears what is public', anonymous, ['p1', 'p2']],
    ['a trainer too', { id: 't', role: 'trainer', trainerId: 't1' }, ['p1', 'p2']],
    ['an exhibitor hears its own sales beside', { id: 'e', role: 'exhibitor', exhibitorId: 'e1' }, ['p1', 'o1', 'p2']],
    ['the organiser hears everything', { id: 'a', role: 'admin' }, ['p1', 'o1', 'o2', 'p2']],
    ['a partner hears what it has been given access to', partner, ['p1', 'o2', 'p2']],
  ])('%s, live and from history, with the places of the feed', async (_who, principal, heard) => {
    fair.feed.sight = sightOfPartner('council', { regions: ['ORIENTAL'], consents: ['e2'] });
    const live = read(await as(principal), query);
    await fair.open(1);
    const cursors = {
      p1: fair.feed.listed('p1'),
      o1: fair.feed.sold('o1', ['p1'], 'e1'),
      o2: fair.feed.sold('o2', ['p1'], 'e2'),
      p2: fair.feed.listed('p2'),
    };
    for (const reader of [live, read(await as(principal), query, { after: '0' })]) {
      const messages = await reader.until(heard.length);
      expect(subjects(messages)).toEqual(heard);
      expect(messages.map(({ extensions }) => extensions.cursor)).toEqual(
        heard.map((subject) => cursors[subject as keyof typeof cursors]),
      );
    }
  });

  test('an access that is withdrawn works at once, and once it is given again', async () => {
    const access = sightOfPartner('council', { regions: ['ORIENTAL'], consents: ['e1'] });
    const reader = read(await as(partner), query);
    await fair.open(1);
    fair.feed.sight = access;
    fair.feed.sold('o1', ['p1']);
    expect(subjects(await reader.until(1))).toEqual(['o1']);
    fair.feed.sight = publicSight;
    fair.feed.sold('o2', ['p1']);
    fair.feed.listed('p1');
    expect(subjects(await reader.until(2))).toEqual(['o1', 'p1']);
    fair.feed.sight = access;
    fair.feed.sold('o3', ['p1']);
    expect(subjects(await reader.until(3))).toEqual(['o1', 'p1', 'o3']);
  });
});

test('a type that one never sees is refused by name; one that is merely another’s is not there', async () => {
  const filter = { types: [productListed.type, saleRecorded.type] };
  expect(await refusalOf(read(await as(anonymous), own, { filter }))).toMatchObject([
    { extensions: { code: 'FORBIDDEN', types: [saleRecorded.type] } },
  ]);
  const reader = read(await as({ id: 'e', role: 'exhibitor', exhibitorId: 'e9' }), own, { filter });
  await fair.open(1);
  fair.feed.sold('o1', ['p1']);
  fair.feed.listed('p1');
  expect(subjects(await reader.until(1))).toEqual(['p1']);
});

test('stock that a sale changed is for everybody, whoever may see the sale', async () => {
  const reader = read(await as(anonymous), stock);
  await fair.open(1);
  fair.feed.sold('o1', ['p1', 'p2']);
  expect((await reader.until(2)).map(({ data }) => data.stockChanged.id)).toEqual(['p1', 'p2']);
});

test('rights are asked for of partners alone, for what is not public, once for all that hear it together', async () => {
  const readers = [await as(anonymous), await as({ id: 'a', role: 'admin' })].map((client) => read(client, own));
  readers.push(...(await Promise.all(Array.from({ length: 20 }, async () => read(await as(partner), own)))));
  await fair.open(22);
  fair.feed.listed('p1');
  await Promise.all(readers.map((reader) => reader.until(1)));
  expect(fair.feed.sightsAsked).toBe(0);
  fair.feed.sold('o1', ['p1']);
  fair.feed.listed('p2');
  await Promise.all(readers.map((reader) => reader.until(2)));
  expect(fair.feed.sightsAsked).toBeGreaterThanOrEqual(1);
  expect(fair.feed.sightsAsked).toBeLessThan(20);
});

test('a partner’s subscription is in the audit from its beginning, and how far it came once it ends', async () => {
  fair.feed.listed('before');
  const filter = { types: [productListed.type] };
  const reader = read(await as(partner), own, { filter });
  await fair.open(1);
  fair.feed.listed('p1');
  await reader.until(1);
  expect(fair.feed.reports).toEqual([{ id: expect.any(String), filter, after: 1, last: 1, events: 0 }]);
  reader.stop();
  await fair.open(0);
  for (let attempt = 0; attempt < 500 && fair.feed.reports.length < 2; attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  expect(fair.feed.reports[1]).toEqual({ ...fair.feed.reports[0], last: 2, events: 1 });
  read(await as(anonymous), own);
  await fair.open(1);
  expect(fair.feed.reports).toHaveLength(2);
});
