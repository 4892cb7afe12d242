import type { Violations } from '@maarad/shared/database';
import { Conflict } from '@maarad/shared/errors';
import { openRegistrationOf } from './registration-of-exhibitor.js';

/** One registration or draft of an exhibitor stands for an edition: the database's refusal of a second, as what it means. */
export const oneOpenRegistration = <Input extends { exhibitorId: string; editionId: string }>(): Violations<Input> => ({
  registrations_one_open: async ({ exhibitorId, editionId }, manager) => {
    const open = await openRegistrationOf(manager, exhibitorId, editionId);
    return new Conflict(
      'The exhibitor has a registration for this edition already.',
      open ? [{ type: 'Registration', id: open.id }] : [],
      open ? { status: open.status } : {},
    );
  },
});
