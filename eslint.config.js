import js from 'typescript-eslint';
import imports from 'eslint-plugin-import-x';
import node from 'eslint-plugin-n';

const services = ['exhibitors', 'scheduling', 'sales', 'training', 'partners'];
const runInScope = {
  name: '@maarad/shared/telemetry',
  importNames: ['runInScope'],
  message: 'The gateway hands scopes on by hand: one that runs in a scope makes every promise of the process dearer.',
};
const kafkajs = { name: 'kafkajs', message: 'Only shared/src/messaging/kafka-log.ts speaks kafkajs.' };

/** The walls of the house: each is a sentence of the plan, kept by a rule instead of by memory. */
export default js.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.maarad*/**', '**/target/**', 'gateway/client/src/event-types.ts'] },
  ...js.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { '@typescript-eslint/no-floating-promises': 'error', '@typescript-eslint/no-misused-promises': 'error' },
  },
  {
    files: ['**/*.ts', '**/*.tsx', '**/*.mjs', '**/*.js'],
    plugins: { 'import-x': imports, n: node },
    rules: {
      'import-x/no-extraneous-dependencies': [
        'error',
        {
          devDependencies: [
            '**/*.test.ts',
            '**/testing/**',
            '**/test/**',
            '*.config.js',
            'infra/**',
            'gateway/console/**',
          ],
        },
      ],
      'import-x/no-default-export': 'error',
      'n/no-process-env': 'error',
      'no-restricted-imports': ['error', { paths: [kafkajs] }],
      'max-lines': ['error', { max: 250, skipComments: true, skipBlankLines: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [kafkajs],
          patterns: [
            {
              group: ['@maarad/*', '**/services/**', '**/gateway/**'],
              message: 'shared/ knows no service and holds no business rule.',
            },
          ],
        },
      ],
    },
  },
  { files: ['gateway/src/**/*.ts'], rules: { 'no-restricted-imports': ['error', { paths: [kafkajs, runInScope] }] } },
  {
    files: ['gateway/client/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [kafkajs],
          patterns: [
            {
              group: ['@maarad/*', '**/shared/**', '**/services/**', '../../**'],
              message: 'What partners install stands alone: nothing of the fair comes with it.',
            },
          ],
        },
      ],
    },
  },
  ...services.map((service) => ({
    files: [`services/${service}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [kafkajs],
          patterns: [
            {
              group: [
                ...services
                  .filter((other) => other !== service)
                  .flatMap((other) => [`@maarad/${other}`, `@maarad/${other}/*`, `**/services/${other}/**`]),
                '@maarad/gateway*',
                '@maarad/infra*',
              ],
              message: 'A service imports shared/ only; a foreign fact comes by event.',
            },
          ],
        },
      ],
    },
  })),
  {
    files: [
      'shared/src/messaging/kafka-log.ts',
      'shared/src/messaging/kafka-log*.test.ts',
      'infra/kafka/**/*.ts',
      'infra/bench/**/*.ts',
    ],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['**/config.ts', '**/*.test.ts', '**/testing/**', '**/test/**', 'infra/**', '*.config.js', '**/*.mjs'],
    rules: { 'n/no-process-env': 'off' },
  },
  { files: ['**/*.test.ts', '**/testing/**', '**/test/**'], rules: { '@typescript-eslint/no-explicit-any': 'off' } },
  { files: ['*.config.js', '**/*.mjs'], rules: { 'import-x/no-default-export': 'off' } },
  { files: ['**/migrations/**'], rules: { 'max-lines': 'off' } },
);
