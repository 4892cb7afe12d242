import { validate } from 'class-validator';
import { BadUserInput, CodedError } from '@maarad/shared/errors';
import type { Context } from '@maarad/shared/graphql';
import { CustomerErased } from './customer-erasure.entity.js';
import { RecordedOutcome } from './customer-terms.js';
import { CustomerEntryInput, type RecordCustomersInput, type RecordedCustomer } from './customer.inputs.js';
import { requireIsExhibitor } from './own-customers.js';
import { recordCustomer } from './record-customer.js';

/** Keeps what a device took down without a network, however often it is sent: one that is refused keeps none of the others back. */
export async function recordCustomers(
  context: Context,
  { exhibitorId, customers }: RecordCustomersInput,
): Promise<RecordedCustomer[]> {
  requireIsExhibitor(context.principal, exhibitorId);
  const recorded: RecordedCustomer[] = [];
  for (const entry of customers) {
    recorded.push(await recordOne(context, exhibitorId, entry));
  }
  return recorded;
}

async function recordOne(context: Context, exhibitorId: string, entry: CustomerEntryInput): Promise<RecordedCustomer> {
  const { idempotencyKey } = entry;
  try {
    await requireValid(entry);
    const { customer, known } = await recordCustomer(context, { ...entry, exhibitorId });
    const outcome = known ? RecordedOutcome.KNOWN : RecordedOutcome.RECORDED;
    return { idempotencyKey, outcome, customer, code: null, message: null };
  } catch (error) {
    if (error instanceof CodedError && error.code !== 'SERVICE_UNAVAILABLE') {
      const outcome = error instanceof CustomerErased ? RecordedOutcome.ERASED : RecordedOutcome.REFUSED;
      return { idempotencyKey, outcome, customer: null, code: error.code, message: error.message };
    }
    throw error;
  }
}

/** @throws BadUserInput naming each rule, never what was given */
async function requireValid(entry: CustomerEntryInput): Promise<void> {
  const errors = await validate(Object.assign(new CustomerEntryInput(), entry));
  if (errors.length > 0) {
    throw new BadUserInput(
      errors.flatMap(({ property, constraints = {} }) =>
        Object.values(constraints).map((rule) => ({ path: property, rule: rule.replace(`${property} `, '') })),
      ),
    );
  }
}
