export * from './access-token.js';
export * from './authorization.js';
export * from './bounded-cache.js';
export * from './local-keys.js';
export * from './principal.js';
export * from './principal-token.js';
export * from './signed-content.js';
export * from './signing-key.js';
