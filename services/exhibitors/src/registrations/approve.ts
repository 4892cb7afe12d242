import { registrationApproved } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { takeStand, type Wanted } from '../halls/take-stand.js';
import { participantFacts } from './participant-facts.js';
import { RegistrationStatus } from './registration-status.js';
import type { Decision, Registration } from './registration.entity.js';

/** A stand that an approval offers: held until the exhibitor confirms or the deadline passes. */
export type Offer = Pick<Wanted, 'stand' | 'slices'> & { until: Date };

/** Approves a registration that the caller has locked, and tells it: by the organiser, or by its turn on the waitlist. */
export async function approve(
  work: Work,
  registration: Registration,
  decision: Decision,
  offer?: Offer,
): Promise<Registration> {
  const { at } = decision;
  registration.become(RegistrationStatus.APPROVED, decision);
  await work.save(registration);
  const { facts, about } = await participantFacts(work, registration);
  work.record(registrationApproved(registration.id, facts, { ...about, at }));
  if (offer) {
    await takeStand(work, { ...offer, registration, at });
  }
  return registration;
}
