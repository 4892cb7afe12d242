import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { noon } from '../testing/builders.js';
import {
  customerBuilders,
  customerEntry,
  eraseMutation,
  recordCustomerMutation,
} from '../testing/customer-builders.js';

let service: TestService;
let make: ReturnType<typeof customerBuilders>;
let own: string;

beforeAll(async () => {
  service = await testService(salesService);
  service.setNow(noon);
  make = customerBuilders(service);
});
beforeEach(() => {
  own = newId();
});
afterAll(() => service.close());

/** Every value of every table, as text. */
async function everythingKept(): Promise<string> {
  const tables: { name: string }[] = await service.database.query(
    `SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
  );
  const rows = await Promise.all(
    tables.map(({ name }) => service.database.query(`SELECT row_to_json(t)::text AS row FROM ${name} AS t`)),
  );
  return rows
    .flat()
    .map(({ row }: { row: string }) => row)
    .join('\n');
}

test('of an erased contact nothing is left in any table but that it was erased, when, why and by whom', async () => {
  const entry = customerEntry({
    name: 'Zineb Tazi',
    phone: '0699112233',
    email: 'zineb@example.org',
    note: 'likes saffron',
  });
  const id = await make.customer(own, entry);
  const [{ hash }] = await service.database.query('SELECT input_hash AS hash FROM idempotency_keys WHERE key = $1', [
    entry.idempotencyKey,
  ]);
  const personal = ['Zineb', '0699112233', 'zineb@', 'likes saffron', hash];
  const before = await everythingKept();
  expect(personal.filter((part) => before.includes(part))).toEqual(personal);

  const { eraseCustomer } = await make.erase(own, id);
  const erasure = { id, reason: 'ASKED_FOR', erasedAt: noon.toISOString(), erasedBy: `exhibitor-${own}` };
  expect(eraseCustomer).toEqual(erasure);
  const after = await everythingKept();
  expect(personal.filter((part) => after.includes(part))).toEqual([]);
  const ask = '{ customers { totalCount } customerErasures { totalCount nodes { id reason erasedAt erasedBy } } }';
  expect(await service.data(ask, {}, { as: actingFor(own) })).toEqual({
    customers: { totalCount: 0 },
    customerErasures: { totalCount: 1, nodes: [erasure] },
  });
});

test('an erased contact does not come back with its key, and the device is told to forget it', async () => {
  const entry = customerEntry();
  const id = await make.customer(own, entry);
  await make.erase(own, id);
  const input = { exhibitorId: own, ...entry };
  expect(await service.refusal(recordCustomerMutation, { input }, { as: actingFor(own) })).toEqual({
    code: 'CONFLICT',
    message: 'This contact has been erased.',
    conflictsWith: [{ type: 'Customer', id }],
  });
  expect(await make.sync(own, [entry])).toMatchObject([{ outcome: 'ERASED', customer: null, code: 'CONFLICT' }]);
});

test('a contact is kept once whoever of the exhibitor sends it, and once erased comes back from no other phone', async () => {
  const entry = customerEntry({ name: 'Ghita Benjelloun' });
  const input = { exhibitorId: own, ...entry };
  const phone = (nth: number) => ({ as: { ...actingFor(own), id: `phone-${nth}` } });
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, nth) => service.data(recordCustomerMutation, { input }, phone(nth))),
  );
  const [id, ...others] = new Set(answers.map(({ recordCustomer }) => recordCustomer.id));
  expect(others).toEqual([]);
  const changed = { input: { ...input, name: 'Another' } };
  expect((await service.refusal(recordCustomerMutation, changed, phone(51))).code).toBe('IDEMPOTENCY_CONFLICT');

  await make.erase(own, id);
  const hashes = await service.database.query(
    `SELECT DISTINCT input_hash AS hash FROM idempotency_keys WHERE operation = 'recordCustomer' AND key = $1`,
    [entry.idempotencyKey],
  );
  expect(hashes).toEqual([{ hash: '' }]);
  for (const nth of [0, 7, 52]) {
    expect((await service.refusal(recordCustomerMutation, { input }, phone(nth))).conflictsWith).toEqual([
      { type: 'Customer', id },
    ]);
  }
  const other = { exhibitorId: newId(), ...entry };
  const { data } = await service.execute(
    recordCustomerMutation,
    { input: other },
    { as: actingFor(other.exhibitorId) },
  );
  expect(data?.recordCustomer.id).not.toBe(id);
});

test('fifty erase one contact at once: it is erased once, and all are given that answer', async () => {
  const id = await make.customer(own);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => make.erase(own, id, index % 2 ? 'ASKED_FOR' : 'NO_LONGER_NEEDED')),
  );
  expect(new Set(answers.map(({ eraseCustomer }) => JSON.stringify(eraseCustomer))).size).toBe(1);
});

test('a contact is erased by its exhibitor alone, and what is none is NOT_FOUND', async () => {
  const customerId = await make.customer(own);
  const input = { customerId, reason: 'ASKED_FOR' };
  const stranger = actingFor(newId());
  expect((await service.refusal(eraseMutation, { input }, { as: stranger })).code).toBe('NOT_FOUND');
  expect((await service.refusal(eraseMutation, { input }, { as: organiser })).code).toBe('FORBIDDEN');
  expect((await service.refusal(eraseMutation, { input })).code).toBe('UNAUTHENTICATED');
  await make.erase(own, customerId);
  expect((await service.refusal(eraseMutation, { input }, { as: stranger })).code).toBe('NOT_FOUND');
  for (const id of [newId(), 'nothing']) {
    const none = { input: { ...input, customerId: id } };
    expect((await service.refusal(eraseMutation, none, { as: actingFor(own) })).code).toBe('NOT_FOUND');
  }
  const { customerErasures } = await service.data('{ customerErasures { totalCount } }', {}, { as: stranger });
  expect(customerErasures.totalCount).toBe(0);
});

test('consent that is withdrawn while the contact is erased leaves no contact behind', async () => {
  const withdraw = `mutation ($input: WithdrawCustomerConsentInput!) { withdrawCustomerConsent(input: $input) { id } }`;
  const ids = await Promise.all(Array.from({ length: 25 }, () => make.customer(own)));
  await Promise.all(
    ids.flatMap((customerId) => [
      service.execute(withdraw, { input: { customerId } }, { as: actingFor(own) }),
      make.erase(own, customerId),
    ]),
  );
  const left = await service.database.query('SELECT id FROM customers WHERE exhibitor_id = $1', [own]);
  expect(left).toEqual([]);
});
