import { workshopCancelled } from '@maarad/shared/contracts';
import { when } from '@maarad/shared/messaging';
import { callOff } from '../sessions/cancel-session.js';
import { SessionStatus } from '../sessions/session-status.js';
import { Session } from '../sessions/session.entity.js';
import { CancelledWorkshop } from './cancelled-workshop.entity.js';

/** The workshop's session does not take place. Where it was the session that was cancelled first, there is nothing left to tell. */
export const cancelSessionWhenWorkshopCancelled = when(
  workshopCancelled,
  async (work, { subject: workshopId, data: { reason }, time }) => {
    await work.manager.upsert(CancelledWorkshop, { id: workshopId }, ['id']);
    const session = await work.manager.findOne(Session, {
      where: { workshopId, status: SessionStatus.SCHEDULED },
      lock: { mode: 'pessimistic_write' },
    });
    if (session) {
      await callOff(work, session, reason, time);
    }
  },
);
