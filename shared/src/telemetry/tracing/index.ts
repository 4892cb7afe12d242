export * from './start-tracing.js';
export * from './trace-statements.js';
export * from './traced.js';
export { tracing } from './tracing.js';
