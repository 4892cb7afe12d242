import { serviceVariables, withEventLog } from '@maarad/shared/runtime';

/** What this service reads from its environment. */
export const variables = withEventLog(serviceVariables);

export const environment = process.env;
