export * from './search-columns.js';
export * from './search-page.js';
export * from './searched-words.js';
export * from './text-search.migration.js';
