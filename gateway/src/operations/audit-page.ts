import { BadUserInput } from '@maarad/shared/errors';
import type { AuditRow } from '@maarad/shared/operations';
import type { Service } from '../services.js';
import { askEach } from './ask-each.js';
import { pageOf, requirePageSize } from './page-of.js';

export interface AuditArgs {
  first: number;
  after?: string | null;
  entityId?: string | null;
  entityType?: string | null;
  operation?: string | null;
  principalId?: string | null;
  from?: string | null;
  to?: string | null;
}

/**
 * What was decided in all services, the latest first. Entries have one order over all of them, by time and id, and the cursor is a
 * place in it: each service goes on behind that place, so a page neither misses nor repeats an entry.
 */
export async function auditPage(
  services: Service[],
  { first, after, ...wanted }: AuditArgs,
  handedOn: Record<string, string>,
) {
  requirePageSize(first);
  const asked = new URLSearchParams({ first: String(first + 1), ...placeOf(after) });
  for (const [name, value] of Object.entries(wanted)) {
    if (value) {
      asked.set(name, value);
    }
  }
  const { answers, missing } = await askEach<{ nodes: AuditRow[] }>(services, () => `/audit?${asked}`, handedOn);
  const found = answers
    .flatMap(({ service, answer }) => answer.nodes.map((row) => ({ ...row, service })))
    .sort((one, other) => Date.parse(other.at) - Date.parse(one.at) || (one.id < other.id ? 1 : -1));
  const edges = found.map((node) => ({ node, cursor: `${node.at}~${node.id}` }));
  return { ...pageOf(edges, { first, after }), missing };
}

function placeOf(after: string | null | undefined): Record<string, string> {
  if (!after) {
    return {};
  }
  const [beforeAt, beforeId] = after.split('~');
  if (!beforeAt || !beforeId) {
    throw new BadUserInput([{ path: 'after', rule: 'must be a cursor of this list' }]);
  }
  return { beforeAt, beforeId };
}
