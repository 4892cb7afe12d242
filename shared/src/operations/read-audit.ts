import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { AuditedEntity } from './audit.js';

/** An entry with more than this names the first of what it concerned; it is found by any. */
const mostNamed = 100;

export interface AuditRow {
  id: string;
  /** To the millisecond: with the id, an entry's place in the order of all services. */
  at: string;
  operation: string;
  entities: AuditedEntity[];
  /** How many it concerned. */
  entityCount: number;
  reason: string | null;
  principal: { id: string; role: string };
  correlationId: string | null;
}

const instant = z.iso.datetime({ offset: true });

export const auditQuery = z.object({
  first: z.coerce.number().int().min(1).max(101).default(20),
  /** The entry after which the page starts. */
  beforeAt: instant.optional(),
  beforeId: z.uuid().optional(),
  entityId: z.string().optional(),
  entityType: z.string().optional(),
  operation: z.string().optional(),
  principalId: z.string().optional(),
  /** From this instant on. */
  from: instant.optional(),
  /** Before this instant. */
  to: instant.optional(),
});

/** What was decided, the latest first. */
export async function readAudit(
  database: DataSource,
  { first, beforeAt, beforeId, entityId, entityType, operation, principalId, from, to }: z.output<typeof auditQuery>,
): Promise<{ nodes: AuditRow[] }> {
  const entity = { ...(entityType && { type: entityType }), ...(entityId && { id: entityId }) };
  const nodes: AuditRow[] = await database.query(
    `SELECT id, at, operation, reason, jsonb_build_object('id', principal, 'role', role) AS principal,
       correlation_id AS "correlationId", jsonb_array_length(entities) AS "entityCount",
       jsonb_path_query_array(entities, '$[0 to ${mostNamed - 1}]') AS entities
     FROM audit
     WHERE ($2::timestamptz IS NULL OR (at, id) < ($2, $3::uuid))
       AND ($4::jsonb IS NULL OR entities @> $4)
       AND ($5::text IS NULL OR operation = $5)
       AND ($6::text IS NULL OR principal = $6)
       AND ($7::timestamptz IS NULL OR at >= $7)
       AND ($8::timestamptz IS NULL OR at < $8)
     ORDER BY at DESC, id DESC LIMIT $1`,
    [
      ...[first, beforeAt ?? null, beforeId ?? null],
      entityId || entityType ? JSON.stringify([entity]) : null,
      ...[operation ?? null, principalId ?? null, from ?? null, to ?? null],
    ],
  );
  return { nodes };
}
