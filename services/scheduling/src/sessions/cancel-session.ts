import { sessionCancelled } from '@maarad/shared/contracts';
import { useCase, type Work } from '@maarad/shared/database';
import { freeResources } from '../bookings/book-resources.js';
import { cancelReservationsOf } from '../seats/cancel-reservation.js';
import { sessionFacts } from './session-facts.js';
import { Session } from './session.entity.js';
import type { CancelSessionInput } from './session.inputs.js';

/** The session does not take place: its venue and all who were in it are free, and its workshop hears of it. */
export const cancelSession = useCase(async (work, { sessionId, reason }: CancelSessionInput, { clock }) => {
  const session = await work.lock(Session, sessionId);
  await callOff(work, session, reason, clock.now());
  return session;
});

/** @throws IllegalTransition when it is cancelled already. */
export async function callOff(work: Work, session: Session, reason: string | null, at: Date): Promise<void> {
  session.cancel(at);
  await cancelReservationsOf(work, session, at);
  await work.save(session);
  await freeResources(work, session);
  work.record(sessionCancelled(session.id, { ...sessionFacts(session), reason }, { edition: session.editionId, at }));
}
