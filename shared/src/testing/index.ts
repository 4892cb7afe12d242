export * from './captured-output.js';
export * from './test-database.js';
export * from './test-edition.js';
export * from './test-service.js';
export * from './trace-collector.js';
export * from './visibility/test-who-sees-what.js';
export * from './visibility/visibility-matrix.js';
