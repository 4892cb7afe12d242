export * from './allocate.js';
export * from './assess.js';
export * from './floor.js';
export * from './greedy.js';
export * from './hard-rules.js';
export * from './problem.js';
export * from './sample-fair.js';
