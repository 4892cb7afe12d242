import { SessionStatus } from '../sessions/session-status.js';
import { Session } from '../sessions/session.entity.js';
import { difference } from './difference.js';
import { Change, type ReleasedSession } from './released-session.entity.js';

const slot = { venueId: 'stage', startsAt: new Date('2025-01-28T09:00Z'), endsAt: new Date('2025-01-28T10:00Z') };
const session = (overrides: Partial<Session> = {}) =>
  Object.assign(new Session(), { id: 'a', status: SessionStatus.SCHEDULED, ...slot, ...overrides });
const row = (overrides: Partial<ReleasedSession> = {}) =>
  ({ sessionId: 'a', change: Change.ADDED, ...slot, ...overrides }) as ReleasedSession;
const changes = (before: ReleasedSession[], now: Session) => difference(before, [now]).map(({ change }) => change);
const cancelled = { status: SessionStatus.CANCELLED };

test('a session that was never released is added, unless it is cancelled by then', () => {
  expect(changes([], session())).toEqual([Change.ADDED]);
  expect(changes([], session(cancelled))).toEqual([]);
});

test('a session has moved when its venue, its start or its end is another; one that moved back has not', () => {
  expect(changes([row()], session())).toEqual([]);
  for (const moved of [{ venueId: 'hall' }, { startsAt: new Date('2025-01-28T08:00Z') }, { endsAt: slot.startsAt }]) {
    expect(difference([row()], [session(moved)])).toMatchObject([
      { change: Change.MOVED, movedFrom: { venueId: 'stage', startsAt: '2025-01-28T09:00:00.000Z' } },
    ]);
  }
});

test('a cancellation is told once, also of a session that had moved before', () => {
  expect(changes([row()], session(cancelled))).toEqual([Change.CANCELLED]);
  expect(changes([row()], session({ ...cancelled, venueId: 'hall' }))).toEqual([Change.CANCELLED]);
  expect(changes([row({ change: Change.CANCELLED })], session({ ...cancelled, venueId: 'hall' }))).toEqual([]);
});
