import { openDrillFair, type DrillFair } from './drill-fair.js';
import { drills } from './drills.js';
import { runDrill } from './run-drill.js';
import { Writes } from './writes.js';

let fair: DrillFair;

beforeAll(async () => {
  fair = await openDrillFair({ kafka: false });
}, 120_000);
afterAll(() => fair.close(), 60_000);

test('a service killed under load costs its own fields, is shown as down and up within five seconds, and nobody loses a write or an event', async () => {
  const [drill] = drills.filter(({ name }) => name === 'training');
  const verdict = await runDrill(fair, drill!, new Writes(fair.stall, 20250127));
  expect(verdict.broken).toEqual([]);
  expect(verdict).toMatchObject({ lost: 0, doubled: 0 });
  expect(verdict.heard.map(({ name }) => name)).toEqual(['ws', 'sse', '/events', 'webhook']);
}, 240_000);
