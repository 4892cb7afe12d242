import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOutput, terminalLine } from './output.js';
import { eventually } from './testing/fake-process.js';

test('keeps every line in the file of the process and shows warnings under its name', async () => {
  const logs = join(mkdtempSync(join(tmpdir(), 'maarad-logs-')), 'logs');
  const shown: string[] = [];
  const onLine = openOutput(logs, 'sales', (line) => shown.push(line));
  onLine('{"level":30,"msg":"started"}');
  onLine('{"level":50,"msg":"an event was parked","err":{"message":"no such stall"}}');
  onLine('ended (SIGKILL), starts again in 0.2 s');
  expect(shown).toEqual([
    'sales      | error: an event was parked: no such stall',
    'sales      | ended (SIGKILL), starts again in 0.2 s',
  ]);
  const file = join(logs, 'sales.log');
  await eventually(() => existsSync(file) && readFileSync(file, 'utf8').split('\n').length === 4);
});

test.each([
  [
    "PostgreSQL's routine",
    '2026-11-24 13:18:24.327 UTC [10184] LOG:  listening on IPv4 address "127.0.0.1"',
    undefined,
  ],
  [
    'a fault of PostgreSQL',
    '2026-11-24 13:18:24 UTC [1] FATAL:  no space',
    '2026-11-24 13:18:24 UTC [1] FATAL:  no space',
  ],
  [
    'what PostgreSQL tells those who come too early',
    '2026-11-24 13:18:24 UTC [1] FATAL:  the database system is starting up',
    undefined,
  ],
  ['a record without a level', '{"a":1}', '{"a":1}'],
  ['half a record', '{"level":50', '{"level":50'],
  ['an empty line', ' ', undefined],
])('shows %s as it deserves', (_, line, shown) => {
  expect(terminalLine(line)).toBe(shown);
});
