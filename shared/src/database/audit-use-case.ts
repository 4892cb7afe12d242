import type { NewEvent } from '../contracts/define-event.js';
import type { Context } from '../graphql/context.js';
import { writeAudit, type AuditedEntity } from '../operations/audit.js';
import { isId } from '../runtime/id.js';
import type { Work } from './work.js';

/** Ids lie in an input, in one of its objects, or in a list of them. */
const deepest = 3;

/**
 * Writes what an administrator decided into the audit, in the transaction of its effect: by which mutation, about what, why. What
 * concerned nothing did nothing. A chore is nobody's decision. What others do is left out, for they may ask to be forgotten, and the audit forgets nothing.
 */
export async function auditUseCase(work: Work, { principal, operation }: Context, input: unknown): Promise<void> {
  const concerned = work.concerned();
  if (!operation || principal.role !== 'admin' || !concerned) {
    return;
  }
  const entities = new Map<string, AuditedEntity>();
  for (const entity of [...concerned.rows, ...idsIn(input), ...concerned.events.flatMap(toldOf)]) {
    if (!entities.has(entity.id)) {
      entities.set(entity.id, entity);
    }
  }
  if (entities.size > 0) {
    await writeAudit(work.manager, principal, { operation, entities: [...entities.values()], reason: reasonIn(input) });
  }
}

function reasonIn(input: unknown): string | undefined {
  const { reason } = Object(input) as { reason?: unknown };
  return typeof reason === 'string' ? reason : undefined;
}

function toldOf({ subject, event }: NewEvent): AuditedEntity[] {
  const aggregate = String(event.type).split('.')[3] ?? '';
  return [...idsIn(event.data), { type: typeNamed(aggregate), id: subject }];
}

/** What a value names by its id: an `exhibitorId` is an Exhibitor, `registrationIds` are of type Registration. */
function idsIn(value: unknown, depth = 0): AuditedEntity[] {
  if (value === null || typeof value !== 'object' || ArrayBuffer.isView(value) || depth > deepest) {
    return [];
  }
  return Object.entries(value).flatMap(([field, within]) => {
    const [, name] = /^(\w+)Ids?$/.exec(field) ?? [];
    return name
      ? [within].flat().flatMap((id) => (isId(id) ? [{ type: typeNamed(name), id }] : []))
      : idsIn(within, depth + 1);
  });
}

const typeNamed = (name: string) =>
  name.replace(/(^|-)(\w)/g, (_match, _dash: string, letter: string) => letter.toUpperCase());
