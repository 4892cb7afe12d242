import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createTestDatabase } from '../testing/test-database.js';

const here = dirname(fileURLToPath(import.meta.url));

/** Runs a script as a process of the fair runs, on what was built, and says how it ended. */
async function run(script: string, env: Record<string, string> = {}): Promise<{ code: number | null; said: string }> {
  const imports = `
    import { z } from 'zod';
    import { giveUp, runProcess, Shutdown, startService } from '@maarad/shared/runtime';
    import { createLogger } from '@maarad/shared/telemetry';
    const logger = createLogger('test', 'info');
    const shutdown = new Shutdown(logger);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', `${imports}\n${script}`], {
    cwd: here,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [[code], ...said] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]);
  return { code: code as number | null, said: said.join('') };
}

test('a process that cannot recover ends what it has in hand, and then with a code that says so', async () => {
  const { code, said } = await run(`
    shutdown.before('work', async () => console.log('the work is done'));
    setInterval(() => undefined, 1_000);
    await runProcess(z.object({}), {}, async () => ({ shutdown }));
    giveUp(logger, 'the consumer is stuck');`);
  expect(said).toContain('"reason":"the consumer is stuck"');
  expect(said).toContain('the work is done');
  expect(code).toBe(1);
});

test('a process that is told to end says that all is well', async () => {
  const { code } = await run(`
    await runProcess(z.object({}), {}, async () => ({ shutdown }));
    process.kill(process.pid, 'SIGTERM');
    setInterval(() => undefined, 1_000);`);
  expect(code).toBe(0);
});

test('a rejection that nobody handles ends the process', async () => {
  const { code, said } = await run(`
    await runProcess(z.object({}), {}, async () => ({ shutdown }));
    setInterval(() => undefined, 1_000);
    void Promise.reject(new Error('nobody waits for this'));`);
  expect(said).toContain('nobody waits for this');
  expect(code).toBe(1);
});

test('a service whose migration fails does not start, and its process ends', async () => {
  const database = await createTestDatabase();
  const { code, said } = await run(
    `
    class Broken1790000000000 {
      name = 'Broken1790000000000';
      up = (runner) => runner.query('SELECT this is no SQL');
      down = async () => undefined;
    }
    const definition = { name: 'broken', entities: [], migrations: [Broken1790000000000], handlers: {} };
    await runProcess(z.object({}), {}, () => startService(definition, {
      PORT: 0, HOST: '127.0.0.1', LOG_LEVEL: 'info', DATABASE_POOL: 2, DATABASE_URL: process.env.DATABASE,
    }));`,
    { DATABASE: database.url },
  );
  expect(said).toContain('could not start');
  expect(said).toContain('syntax error');
  expect(code).toBe(1);
  await database.drop();
});
