import type { IncomingMessage } from 'node:http';
import { callerAddress } from './caller-address.js';

test.each([
  [0, '198.51.100.1', '10.0.0.1'],
  [1, '198.51.100.1', '198.51.100.1'],
  [1, '203.0.113.9, 198.51.100.1', '198.51.100.1'],
  [2, '203.0.113.9, 198.51.100.1', '203.0.113.9'],
  [2, '198.51.100.1', '198.51.100.1'],
  [1, 'nonsense', '10.0.0.1'],
  [1, '2001:db8:1:2:3:4:5:6', '2001:db8:1:2::'],
  [1, '::ffff:198.51.100.1', '198.51.100.1'],
])('behind %i proxies, a request forwarded for %s is of %s', (hops, forwarded, address) => {
  const request = { headers: { 'x-forwarded-for': forwarded }, socket: { remoteAddress: '10.0.0.1' } };
  expect(callerAddress(request as unknown as IncomingMessage, hops)).toBe(address);
});
