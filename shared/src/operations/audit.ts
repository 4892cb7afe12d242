import type { EntityManager } from 'typeorm';
import type { Principal } from '../auth/index.js';
import { newId } from '../runtime/id.js';
import { currentScope } from '../telemetry/index.js';

/** Something that a decision concerned, by its type's name in the graph. */
export interface AuditedEntity {
  type: string;
  id: string;
}

export interface Decision {
  operation: string;
  entities: AuditedEntity[];
  reason?: string;
}

/** Writes who decided what into the append-only audit, in the transaction of the decision. Holds ids only, no personal data. */
export async function writeAudit(
  manager: EntityManager,
  { id, role }: Principal,
  { operation, entities, reason }: Decision,
): Promise<void> {
  await manager.query(
    `INSERT INTO audit (id, operation, entities, reason, principal, role, correlation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [newId(), operation, JSON.stringify(entities), reason ?? null, id, role, currentScope()?.correlationId ?? null],
  );
}
