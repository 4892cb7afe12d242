export * from './current-edition.js';
export * from './edition-facts.entity.js';
export * from './follow-participants.js';
export * from './participant.entity.js';
export * from './projections.migration.js';
export * from './remember-edition-when-created.js';
