import { variables } from './config.js';

const environment = {
  PORT: '4005',
  PRINCIPAL_SECRET: 'a secret for tests that is long enough',
  DATABASE_URL: 'postgres://localhost/maarad_partners',
  WEBHOOK_KEY: '0'.repeat(64),
  EVENT_LOG_URL: 'postgres://localhost/maarad_log',
};

test('webhooks go to loopback only where that is set on purpose', () => {
  expect(variables.parse(environment).WEBHOOK_LOCAL).toBe(false);
  expect(variables.parse({ ...environment, WEBHOOK_LOCAL: 'true' }).WEBHOOK_LOCAL).toBe(true);
  expect(variables.safeParse({ ...environment, WEBHOOK_LOCAL: '1' }).success).toBe(false);
});

test('there are connections left beside those that are kept', () => {
  expect(variables.safeParse({ ...environment, DATABASE_POOL: '3' }).success).toBe(false);
});
