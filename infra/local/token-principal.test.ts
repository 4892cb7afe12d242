import { tokenPrincipal } from './token-principal.js';

test('an organiser and a visitor need nothing but their role', () => {
  expect(tokenPrincipal(['admin'], {})).toEqual({ id: 'admin', role: 'admin' });
  expect(tokenPrincipal(['visitor'], {})).toEqual({ id: 'visitor', role: 'visitor' });
});

test('an exhibitor, a partner and a trainer act for someone', () => {
  expect(tokenPrincipal(['exhibitor'], { exhibitor: '7' })).toEqual({
    id: 'exhibitor:7',
    role: 'exhibitor',
    exhibitorId: '7',
  });
  expect(tokenPrincipal(['partner'], { partner: '8' }).partnerId).toBe('8');
  expect(tokenPrincipal(['trainer'], { trainer: '9' }).trainerId).toBe('9');
});

test.each([
  ['no role', [], {}, 'Name one role: admin, exhibitor, trainer, partner, visitor.'],
  ['an unknown role', ['king'], {}, 'Name one role'],
  ['two roles', ['admin', 'partner'], {}, 'Name one role'],
  ['an exhibitor without an id', ['exhibitor'], {}, 'The role exhibitor needs --exhibitor ID.'],
  ['an organiser with an id', ['admin'], { partner: '8' }, 'The role admin takes no --partner.'],
])('refuses %s', (_, words, ids, message) => {
  expect(() => tokenPrincipal(words, ids)).toThrow(message);
});
