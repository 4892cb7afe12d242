import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { SelectQueryBuilder } from 'typeorm';
import { BadUserInput } from '@maarad/shared/errors';
import { readingRoute, type ReadingSurroundings } from '@maarad/shared/graphql';
import type { Route } from '@maarad/shared/runtime';
import { csvLine } from './csv-line.js';
import { CustomerPurpose } from './customer-terms.js';
import type { Customer } from './customer.entity.js';
import { exportedCustomers } from './customers-query.js';

/** Where the front door shows it. */
export const customersCsvPath = '/customers.csv';

/** How many are read at once. */
const batch = 500;

const columns = [
  'id',
  'name',
  'phone',
  'email',
  'purposes',
  'note',
  'collectedAt',
  'consentAt',
  'consentLanguage',
  'consentText',
];

/** `GET /customers.csv?purpose=&search=`: the contacts of the exhibitor that asks, as CSV in UTF-8 with the mark that spreadsheets look for. */
export const customersCsvRoute = (surroundings: ReadingSurroundings): Route =>
  readingRoute(surroundings, async ({ context, response, url }) => {
    const { purpose, search } = wantedIn(url);
    const query = await exportedCustomers(context, { filter: { purpose }, search });
    response.writeHead(200, {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': 'attachment; filename="customers.csv"',
      'cache-control': 'private, no-store',
    });
    await pipeline(Readable.from(linesOf(query)), response).catch(unlessTheyLeft);
  });

/** Whoever asked may leave before the end. */
function unlessTheyLeft(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ERR_STREAM_PREMATURE_CLOSE') {
    throw error;
  }
}

/** @throws BadUserInput */
function wantedIn({ searchParams }: URL): { purpose?: CustomerPurpose; search?: string } {
  const purpose = searchParams.get('purpose') ?? undefined;
  const search = searchParams.get('search') ?? undefined;
  if (purpose && !(purpose in CustomerPurpose)) {
    const rule = `must be one of ${Object.keys(CustomerPurpose).join(', ')}`;
    throw new BadUserInput([{ path: 'purpose', rule }]);
  }
  if (search && search.length > 100) {
    throw new BadUserInput([{ path: 'search', rule: 'must be at most 100 characters' }]);
  }
  return { purpose: purpose as CustomerPurpose | undefined, search };
}

async function* linesOf(query: SelectQueryBuilder<Customer>): AsyncGenerator<string> {
  yield `\uFEFF${csvLine(columns)}`;
  let last: string | undefined;
  do {
    const next = query.clone().orderBy('customer.id').limit(batch);
    const customers = await (last ? next.andWhere('customer.id > :last', { last }) : next).getMany();
    yield customers.map(lineOf).join('');
    last = customers.length === batch ? customers.at(-1)?.id : undefined;
  } while (last);
}

const lineOf = ({ id, name, phone, email, note, purposes, ...customer }: Customer) =>
  csvLine([
    ...[id, name, phone, email, purposes.join(' '), note],
    ...[customer.collectedAt.toISOString(), customer.consentAt.toISOString()],
    ...[customer.consentLanguage, customer.consentText],
  ]);
