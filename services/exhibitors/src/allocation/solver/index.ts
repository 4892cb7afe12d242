export * from './allocate.js';
export * from './floor.js';
export * from './greedy.js';
export * from './problem.js';
export * from './sample-fair.js';
