import { requireActsFor } from '@maarad/shared/auth';
import { registrationSubmitted } from '@maarad/shared/contracts';
import { creatingUseCase } from '@maarad/shared/database';
import { Conflict } from '@maarad/shared/errors';
import { newId } from '@maarad/shared/runtime';
import { Edition } from '../editions/edition.entity.js';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { participantFacts } from './participant-facts.js';
import { openRegistrationOf } from './registration-of-exhibitor.js';
import { Registration } from './registration.entity.js';
import type { SubmitRegistrationInput } from './registration.inputs.js';

/** An exhibitor asks to take part in an edition. One registration at a time: after a refusal or a withdrawal it may ask again. */
export const submitRegistration = creatingUseCase(
  'submitRegistration',
  Registration,
  async (work, input: SubmitRegistrationInput, { principal, clock }) => {
    requireActsFor(principal, input.exhibitorId);
    const edition = await work.find(Edition, input.editionId);
    const exhibitor = await work.find(Exhibitor, input.exhibitorId);
    const at = clock.now();
    const registration = await work.insert(
      Registration.submit(newId(), edition.id, exhibitor.id, { by: principal.id, at }),
    );
    const { facts, about } = await participantFacts(work, registration);
    work.record(registrationSubmitted(registration.id, facts, { ...about, at }));
    return registration;
  },
  {
    violations: {
      registrations_one_open: async ({ exhibitorId, editionId }, manager) => {
        const open = await openRegistrationOf(manager, exhibitorId, editionId);
        return new Conflict(
          'The exhibitor has a registration for this edition already.',
          open ? [{ type: 'Registration', id: open.id }] : [],
        );
      },
    },
  },
);
