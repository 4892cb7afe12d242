export * from './database-metrics.js';
export * from './logger.js';
export * from './metrics.js';
export * from './request-scope.js';
