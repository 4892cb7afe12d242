import { createLogger } from '../telemetry/index.js';
import { Shutdown } from './shutdown.js';

test('what was started last ends first, each once, and one that fails keeps none of the others', async () => {
  const ended: string[] = [];
  const shutdown = new Shutdown(createLogger('test', 'silent'));
  const step = (name: string, fails = false) =>
    shutdown.before(name, () => {
      ended.push(name);
      return fails ? Promise.reject(new Error('stuck')) : Promise.resolve();
    });
  step('database');
  step('consumer', true);
  step('server');
  await Promise.all([shutdown.run('SIGTERM'), shutdown.run('SIGINT')]);
  expect(ended).toEqual(['server', 'consumer', 'database']);
});
