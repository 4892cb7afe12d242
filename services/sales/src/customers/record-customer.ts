import type { EntityManager } from 'typeorm';
import { creatingUseCase, IdempotencyConflict, inputHash, type Work } from '@maarad/shared/database';
import { CodedError } from '@maarad/shared/errors';
import type { Context } from '@maarad/shared/graphql';
import { newId } from '@maarad/shared/runtime';
import { requireNotInTheFuture } from '../orders/require-not-in-the-future.js';
import { CustomerErased, CustomerErasure } from './customer-erasure.entity.js';
import { Customer } from './customer.entity.js';
import type { RecordCustomerInput } from './customer.inputs.js';
import { requireIsExhibitor } from './own-customers.js';

const operation = 'recordCustomer';

/** Another of the exhibitor's people sent it at the same moment, and was first. */
class SentAtOnce extends CodedError {
  constructor() {
    super('CONFLICT', 'This contact is being recorded just now.');
  }
}

/** Contacts that were written just now, not found again by their key. */
const fresh = new WeakSet<Customer>();

const record = creatingUseCase(
  operation,
  Customer,
  async (work, input: RecordCustomerInput, { principal, clock }) => {
    const now = clock.now();
    for (const moment of ['consentAt', 'collectedAt'] as const) {
      requireNotInTheFuture(input[moment], now, moment);
    }
    const before = await resent(work, input, principal.id);
    if (before) {
      return before;
    }
    const { exhibitorId, name, phone, email, note, purposes, consentAt, consentText, consentLanguage } = input;
    const customer = await work.insert(
      Object.assign(new Customer(), {
        ...{ id: newId(), exhibitorId, name: name.trim(), phone: phone ?? null, email: email ?? null },
        ...{ note: note ?? null, purposes, consentAt, consentText, consentLanguage, consentWithdrawnAt: null },
        ...{ collectedAt: input.collectedAt ?? now, recordedAt: now, recordedBy: principal.id, resentBy: [] },
        idempotencyKey: input.idempotencyKey,
      }),
    );
    fresh.add(customer);
    return customer;
  },
  { violations: { customers_once: () => new SentAtOnce() } },
);

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
    if (error instanceof SentAtOnce) {
      return recordCustomer(context, input);
    }
    if (!(error instanceof IdempotencyConflict)) {
      throw error;
    }
    // An erasure takes the hash of the input away, so that any input differs from it.
    throw (await erasedUnder(context.database.manager, input)) ?? error;
  }
  throw await erasedUnder(context.database.manager, input);
}

/** The contact that another of the exhibitor's people has sent already. @throws CustomerErased @throws IdempotencyConflict */
async function resent(work: Work, input: RecordCustomerInput, by: string): Promise<Customer | null> {
  const { exhibitorId, idempotencyKey } = input;
  const erased = await erasedUnder(work.manager, input);
  if (erased) {
    throw erased;
  }
  const before = await work.manager.findOne(Customer, {
    where: { exhibitorId, idempotencyKey },
    lock: { mode: 'pessimistic_write' },
  });
  if (!before) {
    return null;
  }
  const [first]: { hash: string }[] = await work.manager.query(
    'SELECT input_hash AS hash FROM idempotency_keys WHERE principal = $1 AND operation = $2 AND key = $3',
    [before.recordedBy, operation, before.idempotencyKey],
  );
  if (first?.hash !== inputHash(input)) {
    throw new IdempotencyConflict(idempotencyKey);
  }
  before.resentBy = [...new Set([...before.resentBy, by])];
  return work.save(before);
}

async function erasedUnder(
  manager: EntityManager,
  { exhibitorId, idempotencyKey }: RecordCustomerInput,
): Promise<CustomerErased | null> {
  const erasure = await manager.findOneBy(CustomerErasure, { exhibitorId, idempotencyKey });
  return erasure && new CustomerErased(erasure.id);
}
