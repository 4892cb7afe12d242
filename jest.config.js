/** One run over all packages, on their sources: `*.test.ts` pure, `*.int.test.ts` on a real PostgreSQL, `*.e2e.test.ts` the whole fair. */
export default {
  testEnvironment: 'node',
  testEnvironmentOptions: { customExportConditions: ['maarad-source', 'node', 'node-addons'] },
  testMatch: ['<rootDir>/{shared,gateway,infra,services/*}/**/*.test.ts'],
  // Tests over a real Kafka run where one is named (`npm run kafka` starts one).
  testPathIgnorePatterns: [
    '/node_modules/',
    '/dist/',
    '/.maarad',
    ...(process.env.MAARAD_TEST_KAFKA ? [] : ['\\.kafka\\.test\\.ts$']),
  ],
  modulePathIgnorePatterns: ['/dist/'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
  globalSetup: '<rootDir>/shared/testing/start-postgres.mjs',
  globalTeardown: '<rootDir>/shared/testing/stop-postgres.mjs',
  testTimeout: 30_000,
  maxWorkers: 2,
  workerIdleMemoryLimit: '1500MB',
};
