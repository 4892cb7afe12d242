import type { EntityManager } from 'typeorm';
import type { Principal } from '../auth/index.js';
import { newId } from '../runtime/id.js';
import { currentScope } from '../telemetry/index.js';

export interface Decision {
  operation: string;
  entityType: string;
  entityIds: string[];
  reason?: string;
}

/** Writes who decided what into the append-only audit, in the transaction of the decision. Holds ids only, no personal data. */
export async function writeAudit(
  manager: EntityManager,
  principal: Principal,
  { operation, entityType, entityIds, reason }: Decision,
): Promise<void> {
  await manager.query(
    `INSERT INTO audit (id, operation, entity_type, entity_ids, reason, principal, correlation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [newId(), operation, entityType, entityIds, reason ?? null, principal.id, currentScope()?.correlationId ?? null],
  );
}
