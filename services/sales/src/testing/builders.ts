import { registrationApproved, registrationWithdrawn } from '@maarad/shared/contracts';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, tellOfEdition, type TestService } from '@maarad/shared/testing';

/** Noon of the third day of the edition that the builders make. */
export const noon = new Date('2025-01-29T11:00:00Z');

export interface TestStall {
  exhibitorId: string;
  editionId: string;
  registrationId: string;
}

/** Builders of what sales works with: editions and stalls come by event, the rest through the schema. */
export function builders(service: TestService) {
  const create = async (mutation: string, type: string, input: object, as = organiser): Promise<string> => {
    const ask = `mutation ($input: ${type}!) { made: ${mutation}(input: $input) { id } }`;
    return (await service.data(ask, { input }, { as })).made.id as string;
  };
  const facts = ({ exhibitorId, editionId }: TestStall, overrides: object) => ({
    exhibitorId,
    editionId,
    name: { ar: 'تعاونية الزعفران' },
    kind: 'AGRICULTURAL_COOPERATIVE' as const,
    sector: 'SAFFRON',
    country: 'MA',
    region: 'DRAA_TAFILALET' as const,
    womenLed: true,
    ...overrides,
  });
  const make = {
    edition: (overrides?: Parameters<typeof tellOfEdition>[1]) => tellOfEdition(service, overrides),
    approval: (stall: TestStall, overrides: object = {}) =>
      registrationApproved(stall.registrationId, facts(stall, overrides)),
    async stall(editionId: string, overrides: object = {}): Promise<TestStall> {
      const stall = { exhibitorId: newId(), editionId, registrationId: newId() };
      await service.deliver(make.approval(stall, overrides));
      return stall;
    },
    close: (stall: TestStall) =>
      service.deliver(
        registrationWithdrawn(
          stall.registrationId,
          { ...facts(stall, {}), reason: 'the harvest came early' },
          { at: noon },
        ),
      ),
    productInput: ({ exhibitorId, editionId }: TestStall, overrides: object = {}) => ({
      idempotencyKey: newId(),
      exhibitorId,
      editionId,
      name: { ar: 'زعفران تالوين', fr: 'Safran de Taliouine' },
      category: 'SAFFRON',
      price: { amount: '35.00', currency: 'MAD' },
      unit: 'JAR',
      labels: ['PROTECTED_ORIGIN'],
      openingStock: 10,
      ...overrides,
    }),
    product: (stall: TestStall, overrides: object = {}) =>
      create('listProduct', 'ListProductInput', make.productInput(stall, overrides)),
    saleInput: (
      { exhibitorId }: Pick<TestStall, 'exhibitorId'>,
      lines: [string, number][],
      overrides: object = {},
    ) => ({
      idempotencyKey: newId(),
      exhibitorId,
      payment: 'CASH',
      lines: lines.map(([productId, quantity]) => ({ productId, quantity })),
      ...overrides,
    }),
    sale: (stall: TestStall, lines: [string, number][], overrides: object = {}) =>
      create('recordSale', 'RecordSaleInput', make.saleInput(stall, lines, overrides), actingFor(stall.exhibitorId)),
    refund: (orderId: string) => create('refundOrder', 'RefundOrderInput', { orderId, reason: 'the jar was broken' }),
    async available(productId: string): Promise<number> {
      const ask = 'query ($id: ID!) { product(id: $id) { available } }';
      return (await service.data(ask, { id: productId })).product.available as number;
    },
    /** What the ledger says, by kind and in sum. */
    async ledger(productId: string): Promise<Record<string, number> & { sum: number }> {
      const rows: { kind: string; sum: number }[] = await service.database.query(
        'SELECT kind, sum(quantity)::integer AS sum FROM stock_movements WHERE product_id = $1 GROUP BY kind',
        [productId],
      );
      const sum = rows.reduce((total, row) => total + row.sum, 0);
      return { ...Object.fromEntries(rows.map((row) => [row.kind, row.sum])), sum };
    },
  };
  return make;
}

export const recordSaleMutation = `mutation ($input: RecordSaleInput!) { made: recordSale(input: $input) {
  id receiptNumber channel payment status placedAt day total { amount currency }
  lines { quantity category unitPrice { amount } amount { amount } product { id } } } }`;
