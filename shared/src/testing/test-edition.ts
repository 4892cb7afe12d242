import { editionCreated } from '../contracts/index.js';
import { newId } from '../runtime/index.js';
import type { TestService } from './test-service.js';

/** Tells a service of a new edition, of seven days in Marrakech from 27 January 2025; gives its id. */
export async function tellOfEdition(
  service: TestService,
  overrides: Partial<Parameters<typeof editionCreated>[1]> = {},
): Promise<string> {
  const id = newId();
  await service.deliver(
    editionCreated(id, {
      number: 2,
      name: { ar: 'المعرض الجهوي' },
      theme: { ar: 'من أجل اقتصاد اجتماعي وتضامني منصف ودامج' },
      city: { ar: 'مراكش', fr: 'Marrakech' },
      region: 'MARRAKECH_SAFI',
      startsOn: '2025-01-27',
      endsOn: '2025-02-02',
      timeZone: 'Africa/Casablanca',
      currency: 'MAD',
      ...overrides,
    }),
  );
  return id;
}
