import { CallerLeft, SharedRequests, type SharingKey, type Waiting } from './shared-requests.js';

const a: SharingKey = { rights: 'everybody', question: 'a' };
const b: SharingKey = { rights: 'everybody', question: 'b' };

const caller = (): Waiting => ({ abandoned: false });

/** Requests that are answered when the test says so. */
function sent() {
  const requests: {
    answer: (text: string) => void;
    fail: (error: Error) => void;
    flight: Waiting;
    close: () => void;
  }[] = [];
  const send = (flight: Waiting, close: () => void) =>
    new Promise<string>((answer, fail) => {
      requests.push({ answer, fail, flight, close });
    });
  return { requests, send };
}

test('equal requests on their way are one; the next one after it is asked anew', async () => {
  const shared = new SharedRequests<string>();
  const { requests, send } = sent();
  const both = [shared.ask(a, caller(), send), shared.ask(a, caller(), send), shared.ask(b, caller(), send)];
  expect(requests).toHaveLength(2);
  requests[0]!.answer('one');
  requests[1]!.answer('other');
  expect(await Promise.all(both)).toEqual(['one', 'one', 'other']);
  void shared.ask(a, caller(), send);
  expect(requests).toHaveLength(3);
});

test('the same question with other rights is another request', () => {
  const shared = new SharedRequests<string>();
  const { requests, send } = sent();
  void shared.ask(a, caller(), send);
  void shared.ask({ ...a, rights: 'an organiser' }, caller(), send);
  expect(requests).toHaveLength(2);
});

test('a request without a key is its own', () => {
  const shared = new SharedRequests<string>();
  const { requests, send } = sent();
  void shared.ask(undefined, caller(), send);
  void shared.ask(undefined, caller(), send);
  expect(requests).toHaveLength(2);
});

test('after a change nobody joins what was on its way before', async () => {
  const shared = new SharedRequests<string>();
  const { requests, send } = sent();
  const before = shared.ask(a, caller(), send);
  shared.somethingChanged();
  const after = shared.ask(a, caller(), send);
  requests[0]!.answer('old');
  requests[1]!.answer('new');
  expect([await before, await after]).toEqual(['old', 'new']);
});

test('what is closed is joined by nobody, and answered all the same', async () => {
  const shared = new SharedRequests<string>();
  const { requests, send } = sent();
  const first = shared.ask(a, caller(), send);
  requests[0]!.close();
  const second = shared.ask(a, caller(), send);
  requests[0]!.answer('earlier');
  requests[1]!.answer('later');
  expect([await first, await second]).toEqual(['earlier', 'later']);
});

test('a failure is everybody’s who waits, and is not remembered', async () => {
  const shared = new SharedRequests<string>();
  const { requests, send } = sent();
  const both = [shared.ask(a, caller(), send), shared.ask(a, caller(), send)];
  requests[0]!.fail(new Error('broken'));
  const outcomes = await Promise.allSettled(both);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  void shared.ask(a, caller(), send);
  expect(requests).toHaveLength(2);
});

test('who leaves waits no longer; the request is given up when nobody waits, and not before', async () => {
  const shared = new SharedRequests<string>();
  const { requests, send } = sent();
  const [first, second] = [caller(), caller()];
  const [one, other] = [shared.ask(a, first, send), shared.ask(a, second, send)];
  first.cancels!.forEach((cancel) => cancel());
  await expect(one).rejects.toThrow(CallerLeft);
  expect(requests[0]!.flight.abandoned).toBe(false);
  second.cancels!.forEach((cancel) => cancel());
  await expect(other).rejects.toThrow(CallerLeft);
  expect(requests[0]!.flight.abandoned).toBe(true);
  void shared.ask(a, caller(), send);
  expect(requests).toHaveLength(2);
});
