import { firstFollowUpDue, nextFollowUpDue } from './follow-up-rules.js';
import { PartnershipFollowUpState as State } from './follow-up-state.js';

const fair = { endsOn: '2025-02-02', timeZone: 'Africa/Casablanca' };

test('the first follow-up is due 30 days after the fair, or after the agreement where that came later', () => {
  expect(firstFollowUpDue(new Date('2025-01-28T10:00:00Z'), fair)).toBe('2025-03-04');
  expect(firstFollowUpDue(new Date('2025-06-01T10:00:00Z'), fair)).toBe('2025-07-01');
  expect(firstFollowUpDue(new Date('2025-01-28T10:00:00Z'), null)).toBe('2025-02-27');
});

test('what stalls is asked again sooner than what is on track; what is delivered or has ended, never', () => {
  const at = new Date('2025-03-04T10:00:00Z');
  expect(nextFollowUpDue(State.ON_TRACK, at, fair)).toBe('2025-06-02');
  expect(nextFollowUpDue(State.STALLED, at, fair)).toBe('2025-04-03');
  expect(nextFollowUpDue(State.DELIVERED, at, fair)).toBeNull();
  expect(nextFollowUpDue(State.ENDED, at, fair)).toBeNull();
});

test("a day is the fair's day: late in the evening in UTC it is the next one in Morocco", () => {
  expect(nextFollowUpDue(State.STALLED, new Date('2025-06-01T23:30:00Z'), fair)).toBe('2025-07-02');
});
