import { creatingUseCase, IdempotencyConflict } from '@maarad/shared/database';
import { BadUserInput } from '@maarad/shared/errors';
import type { Context } from '@maarad/shared/graphql';
import { newId } from '@maarad/shared/runtime';
import { CustomerErased } from './customer-erasure.entity.js';
import { Customer } from './customer.entity.js';
import type { RecordCustomerInput } from './customer.inputs.js';
import { requireIsExhibitor } from './own-customers.js';

const operation = 'recordCustomer';

/** Contacts that were written just now, not found again by their key. */
const fresh = new WeakSet<Customer>();

const record = creatingUseCase(operation, Customer, async (work, input: RecordCustomerInput, { principal, clock }) => {
  const now = clock.now();
  for (const moment of ['consentAt', 'collectedAt'] as const) {
    if (input[moment] && input[moment] > now) {
      throw new BadUserInput([{ path: moment, rule: 'must not be in the future' }]);
    }
  }
  const { exhibitorId, name, phone, email, note, purposes, consentAt, consentText, consentLanguage } = input;
  const customer = await work.insert(
    Object.assign(new Customer(), {
      ...{ id: newId(), exhibitorId, name: name.trim(), phone: phone ?? null, email: email ?? null },
      ...{ note: note ?? null, purposes, consentAt, consentText, consentLanguage, consentWithdrawnAt: null },
      ...{ collectedAt: input.collectedAt ?? now, recordedAt: now, recordedBy: principal.id },
      idempotencyKey: input.idempotencyKey,
    }),
  );
  fresh.add(customer);
  return customer;
});

/**
 * Keeps a contact that was left at a stand, once per key. Nothing is told of it: no event carries a person.
 * @throws CustomerErased when it came before and was erased since
 */
export async function recordCustomer(
  context: Context,
  input: RecordCustomerInput,
): Promise<{ customer: Customer; known: boolean }> {
  requireIsExhibitor(context.principal, input.exhibitorId);
  try {
    const customer = (await record(context, input)) as Customer | undefined;
    if (customer) {
      return { customer, known: !fresh.has(customer) };
    }
  } catch (error) {
    if (!(error instanceof IdempotencyConflict)) {
      throw error;
    }
    throw (await erasedUnder(context, input.idempotencyKey)) ?? error;
  }
  throw await erasedUnder(context, input.idempotencyKey);
}

/** What the key stood for, if that has been erased: an erasure takes the hash of its input away, so that any input differs. */
async function erasedUnder({ database, principal }: Context, key: string): Promise<CustomerErased | null> {
  const [erased]: { id: string }[] = await database.query(
    `SELECT e.id FROM idempotency_keys k JOIN customer_erasures e ON e.id = k.result_ids[1]
     WHERE k.principal = $1 AND k.operation = $2 AND k.key = $3`,
    [principal.id, operation, key],
  );
  return erased ? new CustomerErased(erased.id) : null;
}
