import { productListed, productWithdrawn } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon, recordSaleMutation, type TestStall } from '../testing/builders.js';
import { testTill } from '../testing/test-till.js';
import { addVariantMutation, chosen, options, price, variantBuilders } from '../testing/variant-builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let rugs: ReturnType<typeof variantBuilders>;
let stall: TestStall;

const update =
  'mutation ($input: UpdateProductInput!) { updateProduct(input: $input) { id options { values { code } } } }';
const list = 'mutation ($input: ListProductInput!) { listProduct(input: $input) { id } }';

const rug = () => rugs.rug(stall);
const variant: typeof rugs.variant = (...given) => rugs.variant(...given);
const variantInput: typeof rugs.variantInput = (...given) => rugs.variantInput(...given);
const shown = async (id: string) =>
  (
    await service.data(
      `query ($id: ID!) { product(id: $id) { name { value } category labels available sku price { amount }
        priceRange { from { amount } to { amount } } variantOf { id }
        options { code name { value(language: FR) } values { code } }
        choices { option { code } value { code name { value } } }
        variants(first: 10) { totalCount nodes { id } } } }`,
      { id },
    )
  ).product;
const refusedVariant = async (...given: Parameters<typeof rugs.variantInput>) =>
  service.refusal(addVariantMutation, { input: variantInput(...given) }, { as: organiser });

beforeAll(async () => {
  service = await testService(salesService);
  service.setNow(noon);
  make = builders(service);
  rugs = variantBuilders(service, make);
  stall = await make.stall(await make.edition());
});
afterAll(() => service.close());

test('a product shows its options, variants, price range and what there is of all; a variant its product and its choice', async () => {
  const id = await rug();
  expect(await shown(id)).toMatchObject({
    available: 0,
    priceRange: { from: { amount: '500.00' } },
    variants: { nodes: [] },
  });
  const small = await variant(id, 'RED', 'S', { sku: 'TAP-RS' });
  const large = await variant(id, 'BLUE', 'L', { price: price('900.00'), openingStock: 1 });
  expect(await shown(id)).toMatchObject({
    ...{ available: 4, sku: null, variantOf: null, choices: [] },
    priceRange: { from: { amount: '500.00' }, to: { amount: '900.00' } },
    options: [
      { code: 'COLOUR', name: { value: 'Couleur' }, values: [{ code: 'RED' }, { code: 'BLUE' }] },
      { code: 'SIZE', name: { value: 'Taille' }, values: [{ code: 'S' }, { code: 'L' }] },
    ],
    variants: { totalCount: 2, nodes: [{ id: small }, { id: large }] },
  });
  expect(await shown(small)).toMatchObject({
    ...{ name: { value: 'Tapis' }, available: 3, sku: 'TAP-RS', price: { amount: '500.00' }, variantOf: { id } },
    ...{ options: [], variants: { totalCount: 0 } },
    choices: [
      { option: { code: 'COLOUR' }, value: { code: 'RED', name: { value: 'Rouge' } } },
      { option: { code: 'SIZE' }, value: { code: 'S' } },
    ],
  });
  const told = (await service.told(productListed.type)).map(({ subject }) => subject);
  expect(told).toEqual(expect.arrayContaining([id, small, large]));
});

test('a variant is sold, counted and refunded like any product, and the books balance', async () => {
  const id = await rug();
  const red = await variant(id, 'RED', 'S');
  const order = await make.sale(stall, [[red, 2]]);
  expect([await make.available(red), (await make.ledger(red)).sum, await make.available(id)]).toEqual([1, 1, 1]);
  await make.refund(order);
  expect(await make.available(id)).toBe(3);
  const { stockProof } = await service.data('{ stockProof { balanced } }', {}, { as: organiser });
  expect(stockProof).toEqual({ balanced: true });
});

test('a product with variants is not sold itself: the refusal names what can be chosen', async () => {
  const id = await rug();
  const red = await variant(id, 'RED', 'S');
  const other = await make.product(stall);
  const input = make.saleInput(stall, [
    [other, 1],
    [id, 1],
  ]);
  expect(await service.refusal(recordSaleMutation, { input }, { as: organiser })).toMatchObject({
    ...{ code: 'BAD_USER_INPUT', problems: [{ path: 'lines.1.productId' }], productId: id },
    variants: [{ id: red, choices: chosen('RED', 'S') }],
  });
  expect(await make.available(other)).toBe(10);
});

test('a product with variants has no stock of its own: none is listed, received, counted or written off', async () => {
  const input = make.productInput(stall, { options, openingStock: 1 });
  expect(await service.refusal(list, { input }, { as: organiser })).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'openingStock' }],
  });
  const productId = await rug();
  for (const [mutation, type, more] of [
    ['receiveStock', 'ReceiveStockInput', { quantity: 1 }],
    ['correctStock', 'CorrectStockInput', { counted: 1, reason: 'x' }],
    ['writeOffStock', 'WriteOffStockInput', { quantity: 1, reason: 'x' }],
  ] as const) {
    const ask = `mutation ($input: ${type}!) { ${mutation}(input: $input) { id } }`;
    const refused = await service.refusal(
      ask,
      { input: { productId, idempotencyKey: newId(), ...more } },
      { as: organiser },
    );
    expect(refused).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'productId' }] });
  }
  await expect(service.database.query('UPDATE products SET available = 1 WHERE id = $1', [productId])).rejects.toThrow(
    'products_stock_is_of_variants',
  );
});

test('what a till sold of a product with variants is a sale all the same, to be settled with one of them', async () => {
  const id = await rug();
  await variant(id, 'RED', 'S');
  const till = await testTill(service, stall);
  const [synced] = await till.sync(till.entry(1, [[id, 1]]));
  expect(synced).toMatchObject({ outcome: 'MERGED', order: { settlements: [{ missing: 1, product: { id } }] } });
});

test('fifty at once offer one combination: one stands, the others are told which', async () => {
  const id = await rug();
  const inputs = Array.from({ length: 50 }, () =>
    variantInput(id, 'BLUE', 'S', { choices: chosen('BLUE', 'S').reverse() }),
  );
  const answers = await Promise.all(
    inputs.map((input) => service.execute(addVariantMutation, { input }, { as: organiser })),
  );
  const made = answers.flatMap(({ data }) => (data?.addVariant ? [data.addVariant.id] : []));
  expect(made).toHaveLength(1);
  expect(answers.filter(({ errors }) => errors).map(({ errors }) => errors?.[0]?.extensions)).toEqual(
    Array(49).fill({ code: 'CONFLICT', conflictsWith: [{ type: 'Product', id: made[0] }] }),
  );
  expect((await shown(id)).variants.totalCount).toBe(1);
});

test('a variant chooses one value of each option, of a product that has options, under a number of its own', async () => {
  const id = await rug();
  const one = await variant(id, 'RED', 'S', { sku: 'ONE' });
  expect(await refusedVariant(id, 'GREEN', 'S')).toMatchObject({ problems: [{ path: 'choices.0.value' }] });
  const oneOption = { choices: [{ option: 'COLOUR', value: 'RED' }] };
  expect(await refusedVariant(id, 'RED', 'L', oneOption)).toMatchObject({ problems: [{ path: 'choices' }] });
  const wrong = { choices: [...chosen('RED', 'S'), { option: 'SCENT', value: 'ROSE' }] };
  expect(await refusedVariant(id, 'RED', 'L', wrong)).toMatchObject({ problems: [{ path: 'choices.2.option' }] });
  expect(await refusedVariant(id, 'RED', 'L', { sku: 'ONE' })).toMatchObject({
    code: 'CONFLICT',
    conflictsWith: [{ type: 'Product', id: one }],
  });
  expect((await refusedVariant(await make.product(stall), 'RED', 'S')).problems).toMatchObject([{ path: 'productId' }]);
  expect((await refusedVariant(one, 'RED', 'S')).problems).toMatchObject([{ path: 'productId' }]);
  expect((await refusedVariant(newId(), 'RED', 'S')).code).toBe('NOT_FOUND');
  const stranger = { as: actingFor(newId()) };
  expect((await service.refusal(addVariantMutation, { input: variantInput(id, 'RED', 'L') }, stranger)).code).toBe(
    'FORBIDDEN',
  );
});

test('variants follow their product in words and, without a price of their own, in price', async () => {
  const id = await rug();
  const [red, blue] = [await variant(id, 'RED', 'S'), await variant(id, 'BLUE', 'S', { price: price('700.00') })];
  const change = (productId: string, input: object) =>
    service.data(update, { input: { productId, ...input } }, { as: organiser });
  await change(id, { name: { fr: 'Kilim' }, category: 'KILIMS', price: price('450.00'), labels: ['FAIR_TRADE'] });
  const kilim = { name: { value: 'Kilim' }, category: 'KILIMS', labels: ['FAIR_TRADE'] };
  expect(await shown(red)).toMatchObject({ ...kilim, price: { amount: '450.00' }, available: 3 });
  expect(await shown(blue)).toMatchObject({ ...kilim, price: { amount: '700.00' } });
  await change(red, { price: price('300.00') });
  await change(id, { price: price('460.00') });
  expect((await shown(red)).price).toEqual({ amount: '300.00' });
  const input = { productId: red, name: { fr: 'Kilim rouge' } };
  expect((await service.refusal(update, { input }, { as: organiser })).problems).toMatchObject([{ path: 'name' }]);
});

test('options grow in values and keep what is chosen of them', async () => {
  const id = await rug();
  await variant(id, 'RED', 'S');
  const [colour, size] = options;
  const change = (given: object[], productId = id) =>
    service.execute(update, { input: { productId, options: given } }, { as: organiser });
  const greener = { ...colour, values: [{ code: 'GREEN', name: { fr: 'Vert' } }, colour?.values[0]] };
  expect((await change([greener, size as object])).errors).toBeUndefined();
  await variant(id, 'GREEN', 'L');
  for (const refused of [
    await change([colour as object, size as object]),
    await change([colour as object]),
    await change(options, await make.product(stall)),
  ]) {
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', problems: [{ path: 'options' }] });
  }
});

test('with a product go its variants; a variant that is withdrawn may be offered again', async () => {
  const id = await rug();
  const withdraw = (productId: string) =>
    service.data(
      'mutation ($input: WithdrawProductInput!) { withdrawProduct(input: $input) { status } }',
      { input: { productId, reason: 'sold' } },
      { as: organiser },
    );
  await withdraw(await variant(id, 'RED', 'S', { sku: 'AGAIN' }));
  expect((await shown(id)).variants.totalCount).toBe(0);
  const again = await variant(id, 'RED', 'S', { sku: 'AGAIN' });
  await withdraw(id);
  const input = make.saleInput(stall, [[again, 1]]);
  expect((await service.refusal(recordSaleMutation, { input }, { as: organiser })).code).toBe('CONFLICT');
  const told = (await service.told(productWithdrawn.type)).map(({ subject }) => subject);
  expect(told).toEqual(expect.arrayContaining([id, again]));
});
