import { listening } from './request-listener.js';

test('two that listen to the same step are refused, since only one would be heard', () => {
  const listener = { willSendResponse: () => Promise.resolve() };
  expect(() => listening(listener, { didEncounterErrors: () => Promise.resolve() }, listener)).toThrow(
    'Two listeners to willSendResponse.',
  );
});
