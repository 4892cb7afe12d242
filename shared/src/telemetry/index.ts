export * from './business-figures.js';
export * from './database-metrics.js';
export * from './disk-metrics.js';
export * from './logger.js';
export * from './metrics.js';
export * from './request-scope.js';
export * from './watch-root-fields.js';
export * from './tracing/index.js';
