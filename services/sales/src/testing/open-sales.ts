import { testService, type TestService } from '@maarad/shared/testing';
import { salesService } from '../service.js';
import { builders, noon, type TestStall } from './builders.js';

/** Sales at noon, with one stall in one edition. */
export interface OpenSales {
  service: TestService;
  make: ReturnType<typeof builders>;
  edition: string;
  stall: TestStall;
}

export async function openSales(): Promise<OpenSales> {
  const service = await testService(salesService);
  service.setNow(noon);
  const make = builders(service);
  const edition = await make.edition();
  return { service, make, edition, stall: await make.stall(edition) };
}
