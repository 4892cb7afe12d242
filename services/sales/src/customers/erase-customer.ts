import { useCase, type Work } from '@maarad/shared/database';
import { NotFound } from '@maarad/shared/errors';
import { isId } from '@maarad/shared/runtime';
import { CustomerErasure } from './customer-erasure.entity.js';
import { Customer } from './customer.entity.js';
import type { EraseCustomerInput, WithdrawCustomerConsentInput } from './customer.inputs.js';
import { exhibitorOf } from './own-customers.js';

/** The person no longer wants to be written to, for some purposes or for any. */
export const withdrawCustomerConsent = useCase(
  async (work, { customerId, purposes }: WithdrawCustomerConsentInput, { principal, clock }) => {
    const customer = await lockOwn(work, customerId, exhibitorOf(principal));
    if (!customer) {
      throw new NotFound('Customer', customerId);
    }
    customer.withdrawConsent(purposes ?? undefined, clock.now());
    return work.save(customer);
  },
);

/**
 * A contact is deleted, and with it the hash of the input that it came by, which whoever guesses the input could compare. The key
 * stays and says that it was erased, so that a device that sends it again does not bring it back. Again it gives the first answer.
 */
export const eraseCustomer = useCase(async (work, { customerId, reason }: EraseCustomerInput, { principal, clock }) => {
  const exhibitorId = exhibitorOf(principal);
  const customer = await lockOwn(work, customerId, exhibitorId);
  if (!customer) {
    return erasedBefore(work, customerId, exhibitorId);
  }
  await work.manager.delete(Customer, { id: customer.id });
  await work.manager.query(
    `UPDATE idempotency_keys SET input_hash = '' WHERE principal = ANY($1) AND operation = 'recordCustomer' AND key = $2`,
    [[customer.recordedBy, ...customer.resentBy], customer.idempotencyKey],
  );
  return work.insert(
    Object.assign(new CustomerErasure(), {
      ...{ id: customer.id, exhibitorId, reason, erasedAt: clock.now(), erasedBy: principal.id },
      idempotencyKey: customer.idempotencyKey,
    }),
  );
});

/** Another exhibitor's contact is as unknown as none: even that it exists is not told. */
async function lockOwn(work: Work, id: string, exhibitorId: string): Promise<Customer | null> {
  return isId(id)
    ? work.manager.findOne(Customer, { where: { id, exhibitorId }, lock: { mode: 'pessimistic_write' } })
    : null;
}

/** @throws NotFound */
async function erasedBefore(work: Work, id: string, exhibitorId: string): Promise<CustomerErasure> {
  const erasure = isId(id) ? await work.manager.findOneBy(CustomerErasure, { id, exhibitorId }) : null;
  if (!erasure) {
    throw new NotFound('Customer', id);
  }
  return erasure;
}
