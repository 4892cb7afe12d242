export * from './data-source.js';
export * from './database-error.js';
export * from './idempotency.js';
export * from './page.js';
export * from './prepared.js';
export * from './transition-table.js';
export * from './use-case.js';
export * from './work.js';
