export * from './catalogue.js';
export * from './define-event.js';
export * from './exhibitors.js';
export * from './sales.js';
export * from './scheduling.js';
export * from './training.js';
export * from './values.js';
