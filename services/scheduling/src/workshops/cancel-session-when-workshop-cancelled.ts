import { workshopCancelled } from '@maarad/shared/contracts';
import { when } from '@maarad/shared/messaging';
import { callOff } from '../sessions/cancel-session.js';
import { SessionStatus } from '../sessions/session-status.js';
import { Session } from '../sessions/session.entity.js';
import { CancelledWorkshop } from './cancelled-workshop.entity.js';

/** The workshop's sessions do not take place. What was cancelled before the workshop was, tells nothing again. */
export const cancelSessionWhenWorkshopCancelled = when(
  workshopCancelled,
  async (work, { subject: workshopId, data: { reason }, time }) => {
    await work.manager.upsert(CancelledWorkshop, { id: workshopId }, ['id']);
    const sessions = await work.manager.find(Session, {
      where: { workshopId, status: SessionStatus.SCHEDULED },
      order: { id: 'ASC' },
      lock: { mode: 'pessimistic_write' },
    });
    for (const session of sessions) {
      await callOff(work, session, reason, time);
    }
  },
);
