import 'reflect-metadata';
import { once } from 'node:events';
import { openCannedFair, type CannedFair } from './canned-fair.js';
import { doors } from './doors.js';

let fair: CannedFair;
beforeAll(async () => {
  fair = await openCannedFair({ OPERATION_TIMEOUT_MS: 300, SUBGRAPH_TIMEOUT_MS: 100_000, NODE_ENV: 'production' });
});
afterAll(() => fair.close());

test.each(Object.entries(doors))(
  'an operation over %s ends by its deadline, whatever its services do',
  async (_, ask) => {
    fair.services.exhibitors.behaviour = 'hangs';
    expect(await ask(fair.url, '{ whoAmI }')).toMatchObject({ status: 200, code: 'SERVICE_UNAVAILABLE' });
    fair.services.exhibitors.behaviour = 'answers';
  },
);

test('what came in time is answered, and what did not is not waited for any more', async () => {
  let givenUp: Promise<unknown> | undefined;
  fair.services.sales.routes['/graphql'] = (request, response) => {
    request.resume();
    givenUp = once(response, 'close');
  };
  const { body } = await fair.post('{ exhibitor(id: "e1") { name sales { orders } } }');
  expect(body).toMatchObject({
    data: { exhibitor: { name: 'Cooperative 1', sales: null } },
    errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE', service: 'sales' } }],
  });
  await givenUp;
});
