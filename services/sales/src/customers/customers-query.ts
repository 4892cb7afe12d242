import type { SelectQueryBuilder } from 'typeorm';
import { page } from '@maarad/shared/database';
import type { Context, Page } from '@maarad/shared/graphql';
import { narrowToSearch, searchedWords, searchPage } from '@maarad/shared/text-search';
import { Customer } from './customer.entity.js';
import type { CustomerFilter, CustomersArgs } from './customer.inputs.js';
import { exhibitorOf } from './own-customers.js';

/** The contacts of whoever asks that a filter leaves. @throws Forbidden for everyone but an exhibitor */
export function customersQuery(
  { database, principal }: Context,
  filter: CustomerFilter = {},
): SelectQueryBuilder<Customer> {
  const query = database
    .getRepository(Customer)
    .createQueryBuilder('customer')
    .where('customer.exhibitorId = :own', { own: exhibitorOf(principal) })
    .andWhere(`customer.consentWithdrawnAt IS ${filter.consentWithdrawn ? 'NOT ' : ''}NULL`);
  if (filter.purpose) {
    query.andWhere(':purpose = ANY(customer.purposes)', { purpose: filter.purpose });
  }
  if (filter.collectedFrom) {
    query.andWhere('customer.collectedAt >= :collectedFrom', { collectedFrom: filter.collectedFrom });
  }
  if (filter.collectedBefore) {
    query.andWhere('customer.collectedAt < :collectedBefore', { collectedBefore: filter.collectedBefore });
  }
  return query;
}

/** A page of them: the closest to a search first; without one, in the order in which they were recorded. */
export function customersPage(context: Context, { filter, search, ...args }: CustomersArgs): Promise<Page<Customer>> {
  const query = customersQuery(context, filter);
  return search === undefined || search === null ? page(query, args, { by: ['id'] }) : searchPage(query, search, args);
}

/** Whom an export of them holds, searched as the list is. */
export async function exportedCustomers(
  context: Context,
  { filter, search }: Pick<CustomersArgs, 'filter' | 'search'>,
): Promise<SelectQueryBuilder<Customer>> {
  const query = customersQuery(context, filter);
  return search ? narrowToSearch(query, await searchedWords(context.database, search)) : query;
}
