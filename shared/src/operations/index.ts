export * from './flows.js';
export * from './start-operations.js';
export type { AuditedEntity } from './audit.js';
export type { AuditRow } from './read-audit.js';
export type { DeadLetterRow } from './read-dead-letters.js';
export type { InstanceReport, ServiceReport } from './report.js';
export * from './traffic.js';
export type { CheckReport } from './watched-checks.js';
