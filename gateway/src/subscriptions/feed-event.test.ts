import { feedEvent } from './feed-event.js';

const told = { id: 'e', type: 't', subject: 's', time: '2025-01-28T10:00:00Z' };

test('an event is of the kind that its data say where its envelope says none, as the feed has it', () => {
  const read = (event: object) => feedEvent('abc-1', JSON.stringify({ ...told, ...event }));
  expect(read({ data: { kind: 'ARTISAN' } }).kind).toBe('ARTISAN');
  expect(read({ exhibitorkind: 'DELEGATION', data: { kind: 'CONCERT' } }).kind).toBe('DELEGATION');
  expect(read({ data: { kind: 'CONCERT' } }).kind).toBeUndefined();
  expect(read({ data: { exhibitorIds: ['a'], from: { exhibitorIds: ['gone'] } } }).exhibitors).toEqual(['a', 'gone']);
});
