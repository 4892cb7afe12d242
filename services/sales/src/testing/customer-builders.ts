import { newId } from '@maarad/shared/runtime';
import { actingFor, type TestService } from '@maarad/shared/testing';
import { noon } from './builders.js';

export const recordCustomerMutation =
  'mutation ($input: RecordCustomerInput!) { recordCustomer(input: $input) { id } }';
export const recordCustomersMutation = `mutation ($input: RecordCustomersInput!) { recordCustomers(input: $input) {
  idempotencyKey outcome customer { id name } code message } }`;
export const eraseMutation = `mutation ($input: EraseCustomerInput!) { eraseCustomer(input: $input) {
  id reason erasedAt erasedBy } }`;

/** What somebody leaves at a stand. */
export const customerEntry = (overrides: object = {}) => ({
  idempotencyKey: newId(),
  name: 'Fatima Zahra Aït Ouakrim',
  phone: '+212 661-234567',
  email: 'fatima.zahra@example.org',
  note: 'asks for the blue rug',
  purposes: ['ORDER_FOLLOW_UP', 'NEWS'],
  consentAt: new Date(noon.getTime() - 60_000).toISOString(),
  consentText: 'أوافق على أن تتصل بي التعاونية',
  consentLanguage: 'AR',
  ...overrides,
});

export function customerBuilders(service: TestService) {
  return {
    async customer(exhibitorId: string, overrides: object = {}): Promise<string> {
      const input = { exhibitorId, ...customerEntry(overrides) };
      return (await service.data(recordCustomerMutation, { input }, { as: actingFor(exhibitorId) })).recordCustomer.id;
    },
    async sync(exhibitorId: string, customers: object[]): Promise<Record<string, any>[]> {
      const input = { exhibitorId, customers };
      return (await service.data(recordCustomersMutation, { input }, { as: actingFor(exhibitorId) })).recordCustomers;
    },
    erase: (exhibitorId: string, customerId: string, reason = 'ASKED_FOR') =>
      service.data(eraseMutation, { input: { customerId, reason } }, { as: actingFor(exhibitorId) }),
  };
}
