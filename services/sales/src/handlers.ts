import type { EventHandlers } from '@maarad/shared/messaging';
import { rememberEditionWhenCreated } from '@maarad/shared/projections';
import { closeStallWhenRegistrationWithdrawn } from './stalls/close-stall-when-registration-withdrawn.js';
import { openStallWhenRegistrationApproved } from './stalls/open-stall-when-registration-approved.js';

/** What this service reacts to. */
export const handlers: EventHandlers = {
  rememberEditionWhenCreated,
  openStallWhenRegistrationApproved,
  closeStallWhenRegistrationWithdrawn,
};
