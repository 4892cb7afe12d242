import { registrationApproved } from '../contracts/exhibitors.js';
import { saleRecorded, stockExhausted } from '../contracts/sales.js';
import { whenAny } from '../messaging/index.js';
import { Flows } from './flows.js';

const nothing = () => Promise.resolve();
const handlers = {
  openStall: whenAny([registrationApproved], nothing),
  countSales: whenAny([saleRecorded, stockExhausted], nothing),
};

test('what is handled is counted by who told it, and what is sent, over the last minute, of all instances together', () => {
  let now = 1_000_000_000_000;
  const flows = new Flows(handlers, () => now);
  for (let second = 0; second < 90; second += 1) {
    flows.handled(saleRecorded.type);
    flows.handled(stockExhausted.type);
    flows.sent(5);
    now += 1_000;
  }
  expect(flows.rates().exhibitors).toBe(0);
  expect(flows.rates().sales).toBeCloseTo(2, 1);
  expect(flows.sentPerSecond()).toBeCloseTo(5, 0);
  const lag = Object.fromEntries([saleRecorded, stockExhausted].map(({ topic }) => [topic, 7]));
  const [exhibitors, sales] = flows.report([{ received: flows.rates() }, { received: { sales: 1 } }, {}], lag);
  expect(exhibitors).toEqual({ from: 'exhibitors', eventsPerSecond: 0, lag: 0 });
  expect(sales?.eventsPerSecond).toBeCloseTo(3, 1);
  expect(sales?.lag).toBe(7 * Object.keys(lag).length);
  now += 120_000;
  expect(flows.rates()).toEqual({ exhibitors: 0, sales: 0 });
  expect(flows.sentPerSecond()).toBe(0);
});

test('what cannot be known just now is null', () => {
  const [flow] = new Flows(handlers).report(null, undefined);
  expect(flow).toEqual({ from: 'exhibitors', eventsPerSecond: null, lag: null });
});
