import type { Principal } from '../auth/principal.js';
import { audienceOfTopic, eventCatalogue } from './catalogue.js';
import { topics } from './define-event.js';
import { dataSchema, shortName } from './event-schema.js';
import { maySee, neverSeen, publicSight, sightOf, type VisibleFacts } from './may-see.js';

const event = (audience: VisibleFacts['audience'], about: Partial<VisibleFacts> = {}): VisibleFacts => ({
  ...{ audience, region: 'ORIENTAL', exhibitors: ['weaver'], partner: audience === 'partner' ? 'council' : null },
  ...about,
});
const partner = (regions: string[], consents: string[] = [], partnerId = 'council') =>
  sightOf({ id: 'p', role: 'partner', partnerId }, { regions, consents });
const sights = {
  nobody: publicSight,
  visitor: sightOf({ id: 'v', role: 'visitor' }),
  trainer: sightOf({ id: 't', role: 'trainer', trainerId: 'x' }),
  admin: sightOf({ id: 'a', role: 'admin' }),
  'the exhibitor': sightOf({ id: 'e', role: 'exhibitor', exhibitorId: 'weaver' }),
  'another exhibitor': sightOf({ id: 'e', role: 'exhibitor', exhibitorId: 'potter' }),
  'the partner, of the region': partner(['ORIENTAL', 'SOUSS_MASSA']),
  'a partner of another region': partner(['SOUSS_MASSA'], [], 'chamber'),
  'a partner of the whole country': partner([], [], 'ministry'),
  'a partner of another region with access': partner(['SOUSS_MASSA'], ['weaver'], 'buyer'),
  'a partner that is not registered': sightOf({ id: 'p', role: 'partner', partnerId: 'council' }, null),
};
const whoSees = (facts: VisibleFacts) =>
  Object.entries(sights).flatMap(([who, one]) => (maySee(one, facts) ? who : []));

test('everybody sees what is public', () => {
  expect(whoSees(event('public'))).toEqual(Object.keys(sights));
});

test("partners' events are for the organiser, the exhibitor, partners of the region or the country, and those with access", () => {
  expect(whoSees(event('partners'))).toEqual([
    ...['admin', 'the exhibitor', 'the partner, of the region'],
    ...['a partner of the whole country', 'a partner of another region with access'],
  ]);
  expect(whoSees(event('partners', { region: null }))).toEqual([
    ...['admin', 'the exhibitor', 'a partner of the whole country', 'a partner of another region with access'],
  ]);
});

test("an exhibitor's events are for the organiser, itself, and partners with access, whatever their region", () => {
  expect(whoSees(event('exhibitor'))).toEqual(['admin', 'the exhibitor', 'a partner of another region with access']);
  expect(whoSees(event('exhibitor', { exhibitors: [] }))).toEqual(['admin']);
});

test("a partner's events are for the organiser and itself", () => {
  expect(whoSees(event('partner', { exhibitors: [] }))).toEqual(['admin', 'the partner, of the region']);
});

test('a claim beside the role opens nothing', () => {
  const pretender = sightOf({ id: 'v', role: 'visitor', exhibitorId: 'weaver', partnerId: 'council' });
  expect(maySee(pretender, event('exhibitor'))).toBe(false);
  expect(maySee(pretender, event('partner'))).toBe(false);
});

test('what a role never sees is named; what it may see in another case is not', () => {
  const types = eventCatalogue.map(({ type }) => type);
  const never = (role: Principal['role']) =>
    new Set(neverSeen(types, { role }).map((type) => eventCatalogue.find((one) => one.type === type)?.audience));
  expect(never('visitor')).toEqual(new Set(['partners', 'exhibitor', 'partner']));
  expect(never('trainer')).toEqual(new Set(['partners', 'exhibitor', 'partner']));
  expect(never('exhibitor')).toEqual(new Set(['partner']));
  expect(never('partner')).toEqual(new Set());
  expect(never('admin')).toEqual(new Set());
  expect(neverSeen(['org.maarad.tea.served.v1'], { role: 'visitor' })).toEqual([]);
});

test.each(eventCatalogue.map((definition) => [shortName(definition), definition] as const))(
  '%s names whoever its audience says',
  (_, definition) => {
    const { required = [] } = dataSchema(definition) as { required?: string[] };
    const wanted = { public: [], partners: [], exhibitor: ['exhibitorId'], partner: ['partnerId'] };
    expect(required).toEqual(expect.arrayContaining(wanted[definition.audience]));
  },
);

test('a topic is for those who may see everything in it', () => {
  expect(Object.fromEntries(topics.map((topic) => [topic, audienceOfTopic(topic)]))).toEqual({
    'maarad.registrations': 'partners',
    'maarad.programme': 'partners',
    'maarad.sales': 'partners',
    'maarad.orders': 'exhibitor',
    'maarad.training': 'partners',
    'maarad.partnerships': 'public',
    'maarad.partners': 'partner',
  });
});
