import { BadConfiguration, readConfig, serviceVariables, withEventLog } from './config.js';

const good = {
  PORT: '4001',
  PRINCIPAL_SECRET: 'x'.repeat(32),
  DATABASE_URL: 'postgres://maarad@127.0.0.1:4006/maarad_sales',
  EVENT_LOG_URL: 'postgres://maarad@127.0.0.1:4006/maarad_log',
};
const problemsOf = (environment: Record<string, string>) => {
  try {
    readConfig(withEventLog(serviceVariables), environment);
  } catch (error) {
    return (error as BadConfiguration).problems;
  }
  return [];
};

test('reads variables into their types, with what is usual where nothing is said', () => {
  expect(readConfig(withEventLog(serviceVariables), { ...good, KAFKA_BROKERS: 'a:9092, b:9092' })).toMatchObject({
    PORT: 4001,
    HOST: '127.0.0.1',
    LOG_LEVEL: 'info',
    KAFKA_BROKERS: ['a:9092', 'b:9092'],
  });
});

test('reports all bad variables at once', () => {
  const problems = problemsOf({ PORT: 'eighty', PRINCIPAL_SECRET: 'short', DATABASE_URL: 'mysql://x' });
  expect(problems.map((problem) => problem.split(':')[0])).toEqual(['PORT', 'PRINCIPAL_SECRET', 'DATABASE_URL']);
});

test('a service needs an event log: Kafka or the embedded one', () => {
  const { EVENT_LOG_URL: _, ...without } = good;
  expect(problemsOf(without)).toEqual(['EVENT_LOG_URL: is needed when KAFKA_BROKERS is not set']);
  expect(problemsOf({ ...without, KAFKA_BROKERS: 'localhost:9092' })).toEqual([]);
});
