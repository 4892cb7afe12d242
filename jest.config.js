// Tests speak to nobody but this machine, the federation library neither.
process.env.APOLLO_TELEMETRY_DISABLED = 'true';

/** One run over all packages, on their sources: `*.test.ts` pure, `*.int.test.ts` on a real PostgreSQL, `*.e2e.test.ts` the whole fair. */
export default {
  testMatch: ['<rootDir>/{shared,gateway,infra,services/*}/**/*.test.ts'],
  // Tests over a real Kafka run where one is named (`npm run kafka` starts one).
  testPathIgnorePatterns: [
    '/node_modules/',
    '/dist/',
    '/.maarad',
    ...(process.env.MAARAD_TEST_KAFKA ? [] : ['\\.kafka\\.test\\.ts$']),
  ],
  modulePathIgnorePatterns: ['/dist/'],
  testRunner: '<rootDir>/shared/testing/run-test-file.mjs',
  transform: {},
  testSequencer: '<rootDir>/shared/testing/longest-first.mjs',
  globalSetup: '<rootDir>/shared/testing/start-postgres.mjs',
  globalTeardown: '<rootDir>/shared/testing/stop-postgres.mjs',
  testTimeout: 30_000,
  maxWorkers: 2,
  workerIdleMemoryLimit: '1500MB',
};
