import { In } from 'typeorm';
import { requireActsFor } from '@maarad/shared/auth';
import { useCase, type Work } from '@maarad/shared/database';
import { BadUserInput, CodedError, type InputProblem } from '@maarad/shared/errors';
import { Exhibitor } from '../exhibitors/exhibitor.entity.js';
import { Hall } from '../halls/hall.entity.js';
import { RegistrationStatus } from '../registrations/registration-status.js';
import { Registration } from '../registrations/registration.entity.js';
import { AllocationWishes } from './allocation-wishes.entity.js';
import type { AllocationWishesInput, SetAllocationWishesInput } from './allocation.inputs.js';

const ended = [RegistrationStatus.REJECTED, RegistrationStatus.WITHDRAWN];

/** An exhibitor says what it wishes of its stand, until an allocation has given it one. */
export const setAllocationWishes = useCase(
  async (work, { registrationId, wishes }: SetAllocationWishesInput, { principal, clock }) => {
    const registration = await work.lock(Registration, registrationId);
    requireActsFor(principal, registration.exhibitorId);
    await requireOpen(work, registration);
    await requireKnown(work, registration, wishes);
    const { halls, corner, near, apart } = wishes;
    await work.manager.upsert(
      AllocationWishes,
      {
        registrationId,
        halls: [...halls].sort(),
        corner,
        near: [...near].sort(),
        apart: [...apart].sort(),
        saidAt: clock.now(),
      },
      ['registrationId'],
    );
    return registration;
  },
);

/** @throws CodedError ILLEGAL_TRANSITION when a stand was allocated, or the registration has ended. */
async function requireOpen(work: Work, { id, status }: Registration): Promise<void> {
  const refuse = (message: string) =>
    new CodedError('ILLEGAL_TRANSITION', message, { type: 'Registration', from: status });
  if (ended.includes(status)) {
    throw refuse(`A registration that is ${status} has nothing to wish.`);
  }
  const [placed]: unknown[] = await work.manager.query(
    `SELECT 1 FROM allocation_decisions decision JOIN allocation_proposals proposal ON proposal.id = decision.proposal_id
     WHERE decision.registration_id = $1 AND decision.stand_id IS NOT NULL AND proposal.status = 'APPLIED' LIMIT 1`,
    [id],
  );
  if (placed) {
    throw refuse('The stands have been allocated; this registration has its own.');
  }
}

/** @throws BadUserInput for halls and exhibitors that are not there, itself, and one both near and apart. */
async function requireKnown(
  work: Work,
  { editionId, exhibitorId }: Registration,
  { halls, near, apart }: AllocationWishesInput,
): Promise<void> {
  const hallCodes = new Set((await work.manager.findBy(Hall, { editionId })).map(({ code }) => code));
  const found = await work.manager.find(Exhibitor, { where: { id: In([...near, ...apart]) }, select: { id: true } });
  const known = new Set(found.map(({ id }) => id));
  const problems = [
    ...halls.flatMap((code, index): InputProblem[] =>
      hallCodes.has(code) ? [] : [{ path: `wishes.halls.${index}`, rule: 'must be the code of a hall of the edition' }],
    ),
    ...Object.entries({ near, apart }).flatMap(([side, ids]) =>
      ids.flatMap((id, index): InputProblem[] => {
        const path = `wishes.${side}.${index}`;
        return [
          ...(known.has(id) ? [] : [{ path, rule: 'must be an exhibitor' }]),
          ...(id === exhibitorId ? [{ path, rule: 'must be another exhibitor' }] : []),
          ...(side === 'apart' && near.includes(id) ? [{ path, rule: 'must not be wished near as well' }] : []),
        ];
      }),
    ),
  ];
  if (problems.length > 0) {
    throw new BadUserInput(problems);
  }
}
