import { registrationSubmitted } from '@maarad/shared/contracts';
import type { Work } from '@maarad/shared/database';
import { participantFacts } from './participant-facts.js';
import type { Registration } from './registration.entity.js';

/** Tells that an exhibitor asks to take part: the first that the fair hears of a registration. */
export async function tellSubmitted(work: Work, registration: Registration, at: Date): Promise<void> {
  const { facts, about } = await participantFacts(work, registration);
  work.record(registrationSubmitted(registration.id, facts, { ...about, at }));
}
