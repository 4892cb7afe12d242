import 'reflect-metadata';
import { once } from 'node:events';
import { connect } from 'node:net';
import { openCannedFair, type CannedFair } from './canned-fair.js';
import { doors } from './doors.js';

let fair: CannedFair;
beforeAll(async () => {
  fair = await openCannedFair({
    ...{ OPERATION_TIMEOUT_MS: 1_000, SUBGRAPH_TIMEOUT_MS: 100_000 },
    ...{ HEADERS_TIMEOUT_MS: 500, REQUEST_TIMEOUT_MS: 1_000, NODE_ENV: 'production' },
  });
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

test.each(['/graphql', '/graphql/stream'])(
  'a body that trickles in to %s is cut off, and others are served',
  async (path) => {
    const socket = connect(Number(new URL(fair.url).port), '127.0.0.1');
    const heard: Buffer[] = [];
    socket.on('data', (chunk: Buffer) => heard.push(chunk)).on('error', () => undefined);
    const closed = once(socket, 'close');
    const type = 'content-type: application/json\r\naccept: text/event-stream';
    socket.write(`POST ${path} HTTP/1.1\r\nhost: x\r\n${type}\r\ncontent-length: 1000\r\n\r\n`);
    const trickling = setInterval(() => socket.write(' '), 50);
    await closed;
    clearInterval(trickling);
    expect(Buffer.concat(heard).toString()).toMatch(/^HTTP\/1.1 408 /);
    expect((await fair.post('{ whoAmI }')).status).toBe(200);
  },
);
