import 'reflect-metadata';
import { anonymous, type Principal } from '@maarad/shared/auth';
import { CodedError } from '@maarad/shared/errors';
import { subscriptionFields, type SubscriptionArguments } from './subscription-fields.js';

const own: Principal = { id: 'own', role: 'exhibitor', exhibitorId: 'e1' };
const other: Principal = { id: 'other', role: 'exhibitor', exhibitorId: 'e2' };
const organiser: Principal = { id: 'a', role: 'admin' };
const trainer: Principal = { id: 't', role: 'trainer', trainerId: 't1' };
const outside: Principal[] = [
  anonymous,
  // A token of another role that names the exhibitor does not act for it.
  { id: 'v', role: 'visitor', exhibitorId: 'e1' },
  { id: 'p', role: 'partner', partnerId: 'p1' },
];

/** Whom a field lets in, beside the organiser and exhibitors for what is their own. */
const decided: Record<string, 'everyone' | 'concerned' | 'concerned and trainers'> = {
  events: 'everyone',
  registrationChanged: 'concerned',
  programmeChanged: 'everyone',
  stockChanged: 'everyone',
  saleRecorded: 'concerned',
  enrolmentChanged: 'concerned and trainers',
};

function given(name: string, principal: Principal, args: SubscriptionArguments = {}): unknown {
  try {
    return subscriptionFields[name]?.allowed(args, principal);
  } catch (error) {
    return (error as CodedError).code;
  }
}

test('every subscription is decided', () => {
  expect(Object.keys(decided).sort()).toEqual(Object.keys(subscriptionFields).sort());
});

const concerned = Object.entries(decided).filter(([, whom]) => whom !== 'everyone');

test.each(concerned)('%s refuses visitors and partners, by a code', (name, whom) => {
  const refused = whom === 'concerned' ? [...outside, trainer] : outside;
  for (const principal of refused) {
    for (const args of [{}, { exhibitorId: 'e1' }]) {
      const code = principal === anonymous ? 'UNAUTHENTICATED' : 'FORBIDDEN';
      expect([principal.role, given(name, principal, args)]).toEqual([principal.role, code]);
    }
  }
});

test.each(concerned)(
  '%s gives an exhibitor what is its own, whatever it asks for, and the organiser what it asks for',
  (name) => {
    expect(given(name, own)).toEqual({ exhibitorId: 'e1' });
    expect(given(name, own, { exhibitorId: 'e1' })).toEqual({ exhibitorId: 'e1' });
    expect(['FORBIDDEN', { exhibitorId: 'e2' }]).toContainEqual(given(name, other, { exhibitorId: 'e1' }));
    expect(given(name, organiser, { exhibitorId: 'e2' })).toEqual({ exhibitorId: 'e2' });
    expect(given(name, organiser)).toEqual({});
  },
);
