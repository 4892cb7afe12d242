import { daysBetween, instantAt, localTimeOf } from './edition-time.js';

describe('the clocks of the fair', () => {
  it('are an hour ahead of UTC in a Moroccan winter', () => {
    expect(localTimeOf('2025-01-27T23:30:00Z', 'Africa/Casablanca')).toEqual({ day: '2025-01-28', time: '00:30' });
    const opening = instantAt({ day: '2025-01-27', time: '10:00' }, 'Africa/Casablanca');
    expect(new Date(opening).toISOString()).toBe('2025-01-27T09:00:00.000Z');
  });

  it('count the days of an edition, the last included', () => {
    expect(daysBetween('2025-01-30', '2025-02-02')).toEqual(['2025-01-30', '2025-01-31', '2025-02-01', '2025-02-02']);
  });
});
