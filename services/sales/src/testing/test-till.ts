import { generateKeyPairSync, sign } from 'node:crypto';
import { newId } from '@maarad/shared/runtime';
import { actingFor, organiser, type TestService } from '@maarad/shared/testing';
import { noon, type TestStall } from './builders.js';

export interface TestTill {
  id: string;
  /** An entry of its journal, signed with its key. */
  entry(number: number, lines: [product: string, quantity: number][], overrides?: object): string;
  sync(...entries: string[]): Promise<{ number: number; outcome: string; code: string | null; order: any }[]>;
  gaps(): Promise<{ from: number; to: number }[]>;
}

const register = 'mutation ($input: RegisterTillInput!) { registerTill(input: $input) { id } }';
const syncing = `mutation ($input: SyncStandSalesInput!) { syncStandSales(input: $input) { number outcome code
  order { id total { amount } day placedAt payment settlements { id missing product { id } } } } }`;

/** A till of a stall with a key of its own. It signs as RFC 7515 and RFC 8037 say, without the library that checks it. */
export async function testTill(service: TestService, { exhibitorId, editionId }: TestStall): Promise<TestTill> {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const key = publicKey.export({ format: 'jwk' }).x as string;
  const input = { exhibitorId, editionId, name: 'A phone', publicKey: key, idempotencyKey: newId() };
  const id = (await service.data(register, { input }, { as: actingFor(exhibitorId) })).registerTill.id as string;
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return {
    id,
    entry(number, lines, overrides = {}) {
      const content = {
        ...{ till: id, number, soldAt: noon.toISOString(), payment: 'CASH' },
        lines: lines.map(([product, quantity]) => ({ product, quantity, unitPrice: '35.00' })),
        ...overrides,
      };
      const signed = `${part({ alg: 'EdDSA' })}.${part(content)}`;
      return `${signed}.${sign(null, Buffer.from(signed), privateKey).toString('base64url')}`;
    },
    async sync(...entries) {
      const journal = { exhibitorId, standKeyId: id, entries };
      return (await service.data(syncing, { input: journal }, { as: actingFor(exhibitorId) })).syncStandSales;
    },
    async gaps() {
      const ask = 'query ($of: ID) { tills(exhibitorId: $of, first: 100) { nodes { id gaps { from to } } } }';
      const { tills } = await service.data(ask, { of: exhibitorId }, { as: organiser });
      return tills.nodes.find((till: { id: string }) => till.id === id).gaps;
    },
  };
}
