import { anonymous, PrincipalSigner } from '@maarad/shared/auth';
import { openEventLog } from '@maarad/shared/messaging';
import { startService, type ServiceConfig } from '@maarad/shared/runtime';
import { createLogger } from '@maarad/shared/telemetry';
import { createTestDatabase } from '@maarad/shared/testing';
import { partnersService } from './service.js';
import { exhausted } from './testing/events.js';
import { openStream } from './testing/sse-client.js';

const secret = 'a secret for tests that is long enough';

test('what is told on the event log is on the stream as it was told, and the service stops with readers still there', async () => {
  const [database, logDatabase] = [await createTestDatabase(), await createTestDatabase()];
  const config = {
    ...{ PORT: 0, HOST: '127.0.0.1', LOG_LEVEL: 'silent', NODE_ENV: 'test', PRINCIPAL_SECRET: secret },
    ...{ DATABASE_URL: database.url, DATABASE_POOL: 5, EVENT_LOG_URL: logDatabase.url },
  } as ServiceConfig;
  const running = await startService(partnersService, config);
  const log = await openEventLog({
    eventLogUrl: logDatabase.url,
    clientId: 'teller',
    logger: createLogger('test', 'silent'),
  });
  try {
    const headers = { 'x-maarad-principal': await new PrincipalSigner(secret).sign(anonymous) };
    const reader = await openStream(running.port, '/events', headers);
    const records = Array.from({ length: 20 }, () => exhausted()).map(({ topic, subject, event }) => ({
      ...{ topic, key: subject, headers: {} },
      value: JSON.stringify({ ...event, sequence: '0000000001' }),
    }));
    await log.publish(records);
    const frames = await reader.until(20);
    expect(frames.map(({ data }) => data).sort()).toEqual(records.map(({ value }) => value).sort());
    await log.publish(records.slice(0, 3));
    const before = Date.now();
    await running.shutdown.run('the test ends');
    await reader.ended;
    expect(Date.now() - before).toBeLessThan(6_000);
    expect(reader.frames()).toHaveLength(20);
  } finally {
    await running.shutdown.run('the test ends');
    await log.close();
    await Promise.all([database.drop(), logDatabase.drop()]);
  }
});
