import type { EventHandlers } from '@maarad/shared/messaging';
import {
  admitParticipantWhenApproved,
  dismissParticipantWhenWithdrawn,
  rememberEditionWhenCreated,
} from '@maarad/shared/projections';
import { releaseExhibitorWhenRegistrationWithdrawn } from './bookings/release-exhibitor-when-registration-withdrawn.js';
import { excuseJurorsWhenSittingCancelled, expectJurorsWhenJurySits } from './conflicts/duties/follow-jury.js';
import {
  excuseExhibitorWhenStandReleased,
  expectExhibitorWhenStandAssigned,
} from './conflicts/duties/follow-stands.js';
import { endEnrolmentWhenCancelled, rememberEnrolmentWhenConfirmed } from './concerned/follow-enrolments.js';
import { bookSessionWhenWorkshopAnnounced } from './workshops/book-session-when-workshop-announced.js';
import { cancelSessionWhenWorkshopCancelled } from './workshops/cancel-session-when-workshop-cancelled.js';

/** What this service reacts to. A participant is dismissed before it is released: a session that is being scheduled with it has then committed, and is seen. */
export const handlers: EventHandlers = {
  rememberEditionWhenCreated,
  admitParticipantWhenApproved,
  dismissParticipantWhenWithdrawn,
  releaseExhibitorWhenRegistrationWithdrawn,
  bookSessionWhenWorkshopAnnounced,
  cancelSessionWhenWorkshopCancelled,
  expectExhibitorWhenStandAssigned,
  excuseExhibitorWhenStandReleased,
  expectJurorsWhenJurySits,
  excuseJurorsWhenSittingCancelled,
  rememberEnrolmentWhenConfirmed,
  endEnrolmentWhenCancelled,
};
