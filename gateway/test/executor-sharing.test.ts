import 'reflect-metadata';
import type { Principal } from '@maarad/shared/auth';
import { openCannedFair, type CannedFair } from './canned-fair.js';

let fair: CannedFair;
beforeEach(async () => {
  fair = await openCannedFair({ SUBGRAPH_TIMEOUT_MS: 10_000 });
});
afterEach(() => fair.close());

const whoAmI = '{ whoAmI }';

async function ask(principal: Principal, language = 'ar') {
  const headers = { authorization: `Bearer ${await fair.token(principal)}`, 'accept-language': language };
  return (await fair.post(whoAmI, { headers })).body.data.whoAmI as string;
}

const exhibitor = (id: string): Principal => ({ id, role: 'exhibitor', exhibitorId: 'e1' });

test('equal queries of one caller at the same time ask a service once', async () => {
  fair.services.exhibitors.delayMs = 500;
  const answers = await Promise.all(Array.from({ length: 5 }, () => ask(exhibitor('a'))));
  expect(new Set(answers).size).toBe(1);
  expect(fair.services.exhibitors.requests.length).toBe(1);
});

test('nobody is given the answer of somebody else, or in another language', async () => {
  fair.services.exhibitors.delayMs = 500;
  const callers: Principal[] = [
    exhibitor('a'),
    exhibitor('b'),
    { id: 'a', role: 'admin' },
    { id: 'a', role: 'visitor' },
  ];
  const answers = await Promise.all([...callers.map((principal) => ask(principal)), ask(exhibitor('a'), 'fr')]);
  expect(answers.map((answer) => JSON.parse(answer))).toMatchObject([...callers, exhibitor('a')]);
  expect(fair.services.exhibitors.requests.length).toBe(5);
});

test('mutations are each done', async () => {
  fair.services.exhibitors.delayMs = 300;
  const rename = 'mutation { rename(id: "e1", name: "New") { name } }';
  await Promise.all([fair.post(rename), fair.post(rename)]);
  expect(fair.services.exhibitors.requests.length).toBe(2);
});

test('the operation on which everybody waits is not given up when one of them leaves', async () => {
  fair.services.exhibitors.delayMs = 500;
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ query: whoAmI });
  const leaving = new AbortController();
  const left = fetch(`${fair.url}/graphql`, { method: 'POST', headers, body, signal: leaving.signal }).catch(
    () => 'left',
  );
  const stays = fair.post(whoAmI);
  while (fair.services.exhibitors.requests.length === 0) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  leaving.abort();
  expect(await left).toBe('left');
  expect((await stays).body.errors).toBeUndefined();
});

test('a service that gives no answers is spared after a while, named at once, and asked again', async () => {
  const { exhibitors } = fair.services;
  exhibitors.behaviour = 'answers 500';
  for (let time = 0; time < 12; time += 1) {
    const { body } = await fair.post(`{ a${time}: whoAmI }`);
    expect(body.errors[0].extensions).toMatchObject({ code: 'SERVICE_UNAVAILABLE', service: 'exhibitors' });
  }
  const metrics = async () => await (await fetch(`${fair.url}/metrics`)).text();
  expect(await metrics()).toContain('maarad_gateway_service_spared{service="exhibitors"} 1');
  exhibitors.behaviour = 'answers';
  let answered = false;
  while (!answered) {
    answered = (await fair.post(whoAmI)).body.errors === undefined;
  }
  expect(await metrics()).toContain('maarad_gateway_service_spared{service="exhibitors"} 0');
});
