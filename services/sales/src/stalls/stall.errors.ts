import { CodedError, Conflict } from '@maarad/shared/errors';

/** The exhibitor has never been approved for the edition, as far as this service has heard. */
export class NoStall extends CodedError {
  constructor(exhibitorId: string, editionId: string) {
    super('NOT_FOUND', 'The exhibitor has no stall in this edition: its registration has not been approved.', {
      type: 'Stall',
      exhibitorId,
      editionId,
    });
  }
}

/** The registration has been withdrawn. */
export class StallClosed extends Conflict {
  constructor(id: string) {
    super("The exhibitor's stall is closed: its registration has been withdrawn.", [{ type: 'Registration', id }]);
  }
}
