import { anonymous, PrincipalSigner, PrincipalVerifier, type Principal } from '@maarad/shared/auth';
import { audiences, maySee, type Audience, type Sight } from '@maarad/shared/contracts';
import { newId, serveHttp } from '@maarad/shared/runtime';
import { createLogger } from '@maarad/shared/telemetry';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { fillDeliveries } from '../webhooks/dispatch/fill-deliveries.js';
import { fillTogether } from '../webhooks/dispatch/fill-together.js';
import { WebhookEndpoint } from '../webhooks/endpoints/webhook-endpoint.entity.js';
import { partnersService } from '../service.js';
import { actingForPartner, anEndpoint, aPartner, giveAccess } from '../testing/builders.js';
import { readFeed } from './read-feed.js';
import { sightFor } from './sight.js';
import { sightRoute } from './sight.route.js';

const [weaver, potter] = [newId(), newId()];
let service: TestService;
let viewers: [string, Principal][];
let partners: string[];
let entries: {
  position: number;
  audience: Audience;
  region: string | null;
  exhibitors: string[];
  partner: string | null;
}[];

/** Every audience with every region, exhibitor and partner that makes a difference, in one feed. */
beforeAll(async () => {
  service = await testService(partnersService);
  const council = await aPartner(service, { regions: ['ORIENTAL'] });
  const buyer = await aPartner(service, { regions: ['SOUSS_MASSA'], name: { fr: 'Acheteur' } });
  const ministry = await aPartner(service, { regions: [], name: { fr: 'Ministère' } });
  const closed = await aPartner(service, { regions: [], name: { fr: 'Fermé' } });
  partners = [council, buyer, ministry];
  await giveAccess(service, buyer, weaver);
  await giveAccess(service, closed, weaver);
  await giveAccess(service, ministry, potter);
  const input = { partnerId: ministry, exhibitorId: potter };
  await service.data(
    'mutation ($input: PartnerAccessInput!) { withdrawPartnerAccess(input: $input) { id } }',
    { input },
    { as: organiser },
  );
  await service.data(
    'mutation ($id: ID!) { closePartner(input: { partnerId: $id }) { id } }',
    { id: closed },
    { as: organiser },
  );
  viewers = [
    ['anonymous', anonymous],
    ['visitor', { id: 'v', role: 'visitor' }],
    ['trainer', { id: 't', role: 'trainer', trainerId: newId() }],
    ['organiser', organiser],
    ['exhibitor', actingFor(weaver)],
    ['exhibitor whose id is none', actingFor('two')],
    ...[...partners, closed].map((id): [string, Principal] => [`partner ${id}`, actingForPartner(id)]),
    ['partner that is not registered', actingForPartner(newId())],
    ['partner whose id is none', actingForPartner('two')],
  ];
  entries = audiences
    .flatMap((audience) => [null, 'ORIENTAL', 'SOUSS_MASSA'].map((region) => ({ audience, region })))
    .flatMap((one) => [[], [weaver], [potter], [potter, weaver]].map((exhibitors) => ({ ...one, exhibitors })))
    .flatMap((one) => [null, council, buyer].map((partner) => ({ ...one, partner })))
    .map((one, index) => ({ ...one, position: index + 1 }));
  await service.database.query(
    `INSERT INTO feed_entries (position, event_id, type, subject, region, exhibitors, audience, partner, time, event)
     SELECT e.position, gen_random_uuid(), 'any', gen_random_uuid(), e.region, e.exhibitors, e.audience, e.partner, now(), '{}'
     FROM jsonb_to_recordset($1) AS e (position bigint, audience text, region text, exhibitors uuid[], partner uuid)`,
    [JSON.stringify(entries)],
  );
  await service.database.query('UPDATE feed_ends SET last = $1', [entries.length]);
});
afterAll(() => service.close());

const places = (all: { position: number }[]) => all.map(({ position }) => position);
const seenBy = (sight: Sight) => places(entries.filter((entry) => maySee(sight, entry)));

test('the feed’s statement gives everyone exactly what the rule says', async () => {
  const counts = new Set<number>();
  for (const [who, principal] of viewers) {
    const sight = await sightFor(service.database, principal);
    const rows = await readFeed(service.database, { filter: {}, sight }, { after: 0, first: 1_000 });
    expect([who, places(rows)]).toEqual([who, seenBy(sight)]);
    counts.add(rows.length);
  }
  expect(counts.size).toBe(5);
});

test('webhooks are filled by the same rule, one endpoint alone and all together', async () => {
  const connection = service.database.createQueryRunner();
  try {
    const now = new Date();
    const page = { last: entries.length, now };
    for (const fill of [
      async () => fillTogether(connection, { now, inFlight: [] }),
      async (made: WebhookEndpoint[]) => {
        for (const endpoint of made) {
          await fillDeliveries(connection, endpoint, page);
        }
      },
    ]) {
      const ids = await Promise.all(partners.map((id) => anEndpoint(service, id, { after: '0' })));
      const made = await Promise.all(
        ids.map(({ id }) => service.database.manager.findOneByOrFail(WebhookEndpoint, { id })),
      );
      await fill(made);
      for (const { id, partnerId } of made) {
        const rows: { position: string }[] = await service.database.query(
          'SELECT position FROM webhook_deliveries WHERE endpoint_id = $1 ORDER BY position',
          [id],
        );
        const sight = await sightFor(service.database, actingForPartner(partnerId));
        expect(rows.map(({ position }) => Number(position))).toEqual(seenBy(sight));
      }
    }
  } finally {
    await connection.release();
  }
});

test('the gateway learns of a partner what it may see now; whoever it did not send learns nothing', async () => {
  const secret = 'a secret for tests that is long enough';
  const route = sightRoute({ database: service.database, principals: new PrincipalVerifier(secret) });
  const server = await serveHttp({ 'POST /sight': route }, 0, '127.0.0.1', createLogger('test', 'silent'));
  const ask = async (principal: string) =>
    fetch(`http://127.0.0.1:${server.port}/sight`, {
      method: 'POST',
      headers: { 'x-maarad-principal': principal },
      body: '{}',
    });
  for (const [, principal] of viewers) {
    const answer = await ask(await new PrincipalSigner(secret).sign(principal));
    expect(await answer.json()).toEqual(await sightFor(service.database, principal));
  }
  expect((await ask('nobody')).status).toBe(401);
  await server.close();
});
