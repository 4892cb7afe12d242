import { requireActsFor } from '@maarad/shared/auth';
import {
  registrationCheckedIn,
  registrationConfirmed,
  registrationRejected,
  registrationWaitlisted,
  registrationWithdrawn,
} from '@maarad/shared/contracts';
import { useCase, type Surroundings, type Work } from '@maarad/shared/database';
import { confirmHoldsOf } from '../halls/confirm-holds.js';
import { releaseHoldingsOf } from '../halls/release-stand.js';
import { requireNoOffer } from './approve-registration.js';
import { participantFacts } from './participant-facts.js';
import { RegistrationStatus } from './registration-status.js';
import { Registration } from './registration.entity.js';
import type { RegistrationRefusalInput, RegistrationStepInput } from './registration.inputs.js';
import { placeAtTheEnd } from './waitlist.js';

/** Takes a registration a step on, and says what the event about it needs. */
async function step(
  work: Work,
  input: RegistrationStepInput,
  status: RegistrationStatus,
  { principal, clock }: Surroundings,
) {
  requireNoOffer(input);
  const registration = await work.lock(Registration, input.registrationId);
  const at = clock.now();
  registration.become(status, { by: principal.id, at, reason: input.reason });
  await work.save(registration);
  const { facts, about } = await participantFacts(work, registration);
  return { registration, facts, about: { ...about, at } };
}

/** No place yet: the registration waits behind all that wait already. */
export const waitlistRegistration = useCase(async (work, input: RegistrationStepInput, { principal, clock }) => {
  requireNoOffer(input);
  const registration = await work.lock(Registration, input.registrationId);
  const decision = { by: principal.id, at: clock.now(), reason: input.reason };
  registration.waitAt(await placeAtTheEnd(work, registration.editionId), decision);
  await work.save(registration);
  const { facts, about } = await participantFacts(work, registration);
  const told = { ...facts, reason: input.reason ?? null };
  work.record(registrationWaitlisted(registration.id, told, { ...about, at: decision.at }));
  return registration;
});

/** Turned down, with the reason. */
export const rejectRegistration = useCase(async (work, input: RegistrationRefusalInput, surroundings) => {
  const { registration, facts, about } = await step(work, input, RegistrationStatus.REJECTED, surroundings);
  work.record(registrationRejected(registration.id, { ...facts, reason: input.reason }, about));
  return registration;
});

/** The exhibitor says that it comes: the stand that is held for it becomes its own. */
export const confirmRegistration = useCase(async (work, input: RegistrationStepInput, surroundings) => {
  const { registration, facts, about } = await step(work, input, RegistrationStatus.CONFIRMED, surroundings);
  requireActsFor(surroundings.principal, registration.exhibitorId);
  work.record(registrationConfirmed(registration.id, facts, about));
  await confirmHoldsOf(work, registration.id, about.at);
  return registration;
});

/** The exhibitor has arrived. */
export const checkInRegistration = useCase(async (work, input: RegistrationStepInput, surroundings) => {
  const { registration, facts, about } = await step(work, input, RegistrationStatus.CHECKED_IN, surroundings);
  work.record(registrationCheckedIn(registration.id, facts, about));
  return registration;
});

/** The exhibitor does not come, or leaves: its stand is free again. A draft is discarded, and nobody told. */
export const withdrawRegistration = useCase(async (work, input: RegistrationRefusalInput, surroundings) => {
  const { registration, facts, about } = await step(work, input, RegistrationStatus.WITHDRAWN, surroundings);
  requireActsFor(surroundings.principal, registration.exhibitorId);
  if (!registration.wasSubmitted) {
    return registration;
  }
  work.record(registrationWithdrawn(registration.id, { ...facts, reason: input.reason }, about));
  await releaseHoldingsOf(work, registration.id, input.reason, about.at);
  return registration;
});
