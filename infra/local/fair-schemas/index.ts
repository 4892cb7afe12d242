export * from './exhibitors.js';
export * from './programme.js';
export * from './sales.js';
