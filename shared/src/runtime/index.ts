export * from './clock.js';
export * from './config.js';
export * from './health.js';
export * from './http-server.js';
export * from './id.js';
export * from './run-process.js';
export * from './run-service.js';
export * from './shutdown.js';
