import { requireActsFor } from '@maarad/shared/auth';
import {
  registrationApproved,
  registrationCheckedIn,
  registrationConfirmed,
  registrationRejected,
  registrationWaitlisted,
  registrationWithdrawn,
} from '@maarad/shared/contracts';
import { useCase, type Surroundings, type Work } from '@maarad/shared/database';
import { releaseHoldingOf } from '../halls/release-stand.js';
import { participantFacts } from './participant-facts.js';
import { RegistrationStatus } from './registration-status.js';
import { Registration } from './registration.entity.js';
import type { RegistrationRefusalInput, RegistrationStepInput } from './registration.inputs.js';

/** Takes a registration a step on, and says what the event about it needs. */
async function step(
  work: Work,
  input: RegistrationStepInput,
  status: RegistrationStatus,
  { principal, clock }: Surroundings,
) {
  const registration = await work.lock(Registration, input.registrationId);
  const at = clock.now();
  registration.become(status, { by: principal.id, at, reason: input.reason });
  await work.save(registration);
  const { facts, about } = await participantFacts(work, registration);
  return { registration, facts, about: { ...about, at } };
}

/** The exhibitor is in: from now on it may hold a stand, sell, learn and be scheduled. */
export const approveRegistration = useCase(async (work, input: RegistrationStepInput, surroundings) => {
  const { registration, facts, about } = await step(work, input, RegistrationStatus.APPROVED, surroundings);
  work.record(registrationApproved(registration.id, facts, about));
  return registration;
});

/** No place yet. */
export const waitlistRegistration = useCase(async (work, input: RegistrationStepInput, surroundings) => {
  const { registration, facts, about } = await step(work, input, RegistrationStatus.WAITLISTED, surroundings);
  work.record(registrationWaitlisted(registration.id, { ...facts, reason: input.reason ?? null }, about));
  return registration;
});

/** Turned down, with the reason. */
export const rejectRegistration = useCase(async (work, input: RegistrationRefusalInput, surroundings) => {
  const { registration, facts, about } = await step(work, input, RegistrationStatus.REJECTED, surroundings);
  work.record(registrationRejected(registration.id, { ...facts, reason: input.reason }, about));
  return registration;
});

/** The exhibitor says that it comes. */
export const confirmRegistration = useCase(async (work, input: RegistrationStepInput, surroundings) => {
  const { registration, facts, about } = await step(work, input, RegistrationStatus.CONFIRMED, surroundings);
  requireActsFor(surroundings.principal, registration.exhibitorId);
  work.record(registrationConfirmed(registration.id, facts, about));
  return registration;
});

/** The exhibitor has arrived. */
export const checkInRegistration = useCase(async (work, input: RegistrationStepInput, surroundings) => {
  const { registration, facts, about } = await step(work, input, RegistrationStatus.CHECKED_IN, surroundings);
  work.record(registrationCheckedIn(registration.id, facts, about));
  return registration;
});

/** The exhibitor does not come, or leaves: its stand is free again. */
export const withdrawRegistration = useCase(async (work, input: RegistrationRefusalInput, surroundings) => {
  const { registration, facts, about } = await step(work, input, RegistrationStatus.WITHDRAWN, surroundings);
  requireActsFor(surroundings.principal, registration.exhibitorId);
  work.record(registrationWithdrawn(registration.id, { ...facts, reason: input.reason }, about));
  await releaseHoldingOf(work, registration, input.reason, about);
  return registration;
});
