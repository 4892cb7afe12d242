import { spawn } from 'node:child_process';
import { freePortsInARow } from '@maarad/shared/testing/free-ports';
import { restartDelay } from './backoff.js';
import { isAlive } from './process-identity.js';
import { isReady } from './readiness.js';
import { supervise, type Supervised } from './supervise.js';
import { eventually, fakeProcess } from './testing/fake-process.js';

const stays = `console.log('up ' + process.pid); setInterval(() => {}, 1000);`;
let supervised: Supervised | undefined;

afterEach(() => supervised?.stop());

test('hands on each line of both streams', async () => {
  const lines: string[] = [];
  supervised = supervise(fakeProcess(`console.log('one\\ntwo'); console.error('three'); ${stays}`), (line) =>
    lines.push(line),
  );
  await eventually(() => lines.length === 4);
  expect(lines).toEqual(expect.arrayContaining(['one', 'two', 'three']));
});

test('starts a killed process again', async () => {
  supervised = supervise(fakeProcess(stays), () => {});
  const first = await eventually(() => supervised?.pid());
  process.kill(first, 'SIGKILL');
  const second = await eventually(() => (supervised?.pid() !== first ? supervised?.pid() : undefined));
  expect(isAlive(first)).toBe(false);
  expect(isAlive(second)).toBe(true);
  expect(supervised.restarts()).toBe(1);
});

test('keeps a process down until it is brought back', async () => {
  const lines: string[] = [];
  supervised = supervise(fakeProcess(stays), (line) => lines.push(line));
  await eventually(() => lines.length === 1);
  supervised.keepDown();
  await eventually(() => supervised?.pid() === undefined);
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect([supervised.pid(), supervised.restarts()]).toEqual([undefined, 0]);
  supervised.bringBack();
  await eventually(() => lines.length === 2);
});

test('a process that is brought back while it is still dying runs again', async () => {
  const lines: string[] = [];
  supervised = supervise(fakeProcess(stays), (line) => lines.push(line));
  const first = await eventually(() => supervised?.pid());
  supervised.keepDown();
  supervised.bringBack();
  await eventually(() => supervised?.pid() !== undefined && supervised.pid() !== first);
});

test('waits longer before each start of a process that keeps dying, ten seconds at most', async () => {
  const lines: string[] = [];
  supervised = supervise(fakeProcess('process.exit(3)'), (line) => lines.push(line));
  await eventually(() => lines.length >= 2);
  expect(lines.slice(0, 2)).toEqual(['ended (code 3), starts again in 0.2 s', 'ended (code 3), starts again in 0.4 s']);
  expect([1, 2, 3, 6, 7, 50].map(restartDelay)).toEqual([200, 400, 800, 6_400, 10_000, 10_000]);
});

test.each([
  ['lived on without being ready', 503, 0.4],
  ['was ready for a while', 200, 0.2],
])('a process that %s is started again accordingly', async (_, status, secondPause) => {
  const port = await freePortsInARow(1);
  const lines: string[] = [];
  const source = `
    import { createServer } from 'node:http';
    createServer((request, response) => {
      response.writeHead(request.url === '/health/ready' ? ${status} : 404).end();
      setTimeout(() => process.exit(3), 300);
    }).listen(${port}, '127.0.0.1');`;
  const spec = fakeProcess(source, { port, isReady: () => isReady(port) });
  supervised = supervise(spec, (line) => lines.push(line), { everyMs: 10, readyMs: 20 });
  await eventually(() => lines.length >= 2);
  expect(lines.slice(0, 2)).toEqual([
    'ended (code 3), starts again in 0.2 s',
    `ended (code 3), starts again in ${secondPause} s`,
  ]);
});

test('stops a process in peace, and starts it no more', async () => {
  const lines: string[] = [];
  supervised = supervise(
    fakeProcess(`process.on('SIGTERM', () => { console.log('bye'); process.exit(0); }); ${stays}`),
    (line) => lines.push(line),
  );
  await eventually(() => lines.length === 1);
  await supervised.stop();
  expect(lines.at(-1)).toBe('bye');
  expect(supervised.pid()).toBeUndefined();
});

test('kills a process that does not stop in its time', async () => {
  const lines: string[] = [];
  supervised = supervise(fakeProcess(`process.on('SIGTERM', () => {}); ${stays}`, { stopMs: 300 }), (line) =>
    lines.push(line),
  );
  await eventually(() => lines.length === 1);
  const pid = supervised.pid() as number;
  await supervised.stop();
  expect(isAlive(pid)).toBe(false);
});

test('stopping while a restart is due leaves nothing to start', async () => {
  const lines: string[] = [];
  supervised = supervise(fakeProcess('process.exit(1)'), (line) => lines.push(line));
  await eventually(() => lines.length === 1);
  await supervised.stop();
  await new Promise((resolve) => setTimeout(resolve, 400));
  expect(lines).toHaveLength(1);
});

test("gives a process its own variables and none of the caller's that would make it another", async () => {
  process.env.DATABASE_URL = 'postgres://elsewhere';
  const lines: string[] = [];
  supervised = supervise(
    fakeProcess(`console.log(process.env.DATABASE_URL, process.env.PORT); ${stays}`, { env: { PORT: '4711' } }),
    (line) => lines.push(line),
  );
  await eventually(() => lines.length === 2);
  delete process.env.DATABASE_URL;
  expect(lines[0]).toBe('undefined 4711');
});

test('a killed supervisor takes its processes with it', async () => {
  const child = fakeProcess(`process.once('disconnect', () => process.exit(0)); ${stays}`);
  const supervisor = fakeProcess(`
    import { spawn } from 'node:child_process';
    const child = spawn(process.execPath, [${JSON.stringify(child.script)}], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: true });
    child.stdout.on('data', () => console.log(child.pid));
    setInterval(() => {}, 1000);
  `);
  const running = spawn(process.execPath, [supervisor.script]);
  const pid = Number(await new Promise<Buffer>((resolve) => running.stdout.once('data', resolve)));
  expect(isAlive(pid)).toBe(true);
  running.kill('SIGKILL');
  await eventually(() => !isAlive(pid));
});
