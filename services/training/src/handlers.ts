import type { EventHandlers } from '@maarad/shared/messaging';
import {
  admitParticipantWhenApproved,
  dismissParticipantWhenWithdrawn,
  rememberEditionWhenCreated,
} from '@maarad/shared/projections';
import { cancelEnrolmentsWhenRegistrationWithdrawn } from './enrolments/cancel-enrolments-when-registration-withdrawn.js';
import { cancelWorkshopWhenSessionCancelled } from './workshops/cancel-workshop-when-session-cancelled.js';
import { followSessionWhenMoved } from './workshops/follow-session-when-moved.js';
import { refuseWorkshopWhenSessionRefused } from './workshops/refuse-workshop-when-session-refused.js';
import { scheduleWorkshopWhenSessionScheduled } from './workshops/schedule-workshop-when-session-scheduled.js';

/** In the order in which one event goes through them: who withdraws is dismissed first, so that nobody enrols it in between. */
export const handlers: EventHandlers = {
  rememberEditionWhenCreated,
  admitParticipantWhenApproved,
  dismissParticipantWhenWithdrawn,
  cancelEnrolmentsWhenRegistrationWithdrawn,
  scheduleWorkshopWhenSessionScheduled,
  refuseWorkshopWhenSessionRefused,
  followSessionWhenMoved,
  cancelWorkshopWhenSessionCancelled,
};
