import 'reflect-metadata';
import { runProcess, startService } from '@maarad/shared/runtime';
import { keepReservedFor } from './baskets/reservation-terms.js';
import { environment, variables } from './config.js';
import { salesService } from './service.js';

await runProcess(variables, environment, (config) => {
  keepReservedFor({ reserved: config.RESERVATION_MINUTES, transfer: config.TRANSFER_MINUTES });
  return startService(salesService, config);
});
