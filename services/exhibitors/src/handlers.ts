import type { EventHandlers } from '@maarad/shared/messaging';
import {
  countOrderWhenPaid,
  countSaleWhenRecorded,
  countTrainingPlaceWhenConfirmed,
  countTrainingPlaceWhenPromoted,
  noteTrainingCompletedWhenAttendanceRecorded,
  takePartOffWhenPartlyRefunded,
  takeSaleOffWhenRefunded,
  takeTrainingPlaceOffWhenCancelled,
} from './awards/facts/keep-facts.js';

/** What this service reacts to: the facts about exhibitors that the jury is shown. */
export const handlers: EventHandlers = {
  countOrderWhenPaid,
  countSaleWhenRecorded,
  takePartOffWhenPartlyRefunded,
  takeSaleOffWhenRefunded,
  countTrainingPlaceWhenConfirmed,
  countTrainingPlaceWhenPromoted,
  noteTrainingCompletedWhenAttendanceRecorded,
  takeTrainingPlaceOffWhenCancelled,
};
