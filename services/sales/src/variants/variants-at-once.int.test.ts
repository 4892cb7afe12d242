import { organiser, testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon, recordSaleMutation, type TestStall } from '../testing/builders.js';
import { baskets, buyer, placeMutation } from '../testing/test-basket.js';
import { price, variantBuilders } from '../testing/variant-builders.js';

let service: TestService;
let make: ReturnType<typeof builders>;
let rugs: ReturnType<typeof variantBuilders>;
let basket: ReturnType<typeof baskets>;
let editionId: string;
let stall: TestStall;

const update = 'mutation ($input: UpdateProductInput!) { updateProduct(input: $input) { id } }';

beforeAll(async () => {
  service = await testService(salesService);
  service.setNow(noon);
  make = builders(service);
  rugs = variantBuilders(service, make);
  basket = baskets(service, () => editionId);
  editionId = await make.edition();
  stall = await make.stall(editionId);
});
afterAll(() => service.close());

test('a basket holds variants, not the product that they are of', async () => {
  const id = await rugs.rug(stall);
  const red = await rugs.variant(id, 'RED', 'S');
  expect(
    await service.refusal(
      placeMutation,
      basket.input([
        [red, 1],
        [id, 1],
      ]),
      { as: buyer() },
    ),
  ).toMatchObject({
    code: 'BAD_USER_INPUT',
    problems: [{ path: 'lines.1.productId' }],
    productId: id,
  });
  expect((await basket.place([[red, 2]])).total).toEqual({ amount: '1000.00' });
  expect(await make.available(id)).toBe(1);
});

test('fifty sales and baskets of two variants while their product is renamed and priced anew: none is lost, none too many', async () => {
  const id = await rugs.rug(stall);
  const [red, blue] = [
    await rugs.variant(id, 'RED', 'S', { openingStock: 20 }),
    await rugs.variant(id, 'BLUE', 'S', { openingStock: 20 }),
  ];
  const lines = (index: number): [string, number][] =>
    index % 2
      ? [
          [red, 1],
          [blue, 1],
        ]
      : [
          [blue, 1],
          [red, 1],
        ];
  const bought = Array.from({ length: 50 }, (_, index) =>
    index % 5
      ? service.execute(recordSaleMutation, { input: make.saleInput(stall, lines(index)) }, { as: organiser })
      : service.execute(placeMutation, basket.input(lines(index)), { as: buyer() }),
  );
  const changed = Array.from({ length: 10 }, (_, index) => {
    const input = { productId: id, name: { fr: `Tapis ${index}` }, price: price(`${500 + index}.00`) };
    return service.execute(update, { input }, { as: organiser });
  });
  const answers = await Promise.all(bought);
  expect((await Promise.all(changed)).flatMap(({ errors }) => errors ?? [])).toEqual([]);
  expect(answers.filter(({ errors }) => !errors)).toHaveLength(20);
  expect(new Set(answers.flatMap(({ errors }) => errors?.map(({ extensions }) => extensions?.code) ?? []))).toEqual(
    new Set(['SOLD_OUT']),
  );
  expect([await make.available(red), await make.available(blue), await make.available(id)]).toEqual([0, 0, 0]);
  const { stockProof } = await service.data('{ stockProof { balanced } }', {}, { as: organiser });
  expect(stockProof).toEqual({ balanced: true });
});
