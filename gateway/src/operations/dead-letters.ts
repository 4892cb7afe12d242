import { BadUserInput } from '@maarad/shared/errors';
import type { DeadLetterRow } from '@maarad/shared/operations';
import type { Service } from '../services.js';
import { askEach } from './ask-each.js';
import { pageOf, requirePageSize } from './page-of.js';

export interface DeadLetterArgs {
  first: number;
  after?: string | null;
}

interface Letters {
  nodes: DeadLetterRow[];
  total: number;
}

/** A page over several services, in their order; the cursor names the service and the letter in it. */
export async function deadLetterPage(
  services: Service[],
  { first, after }: DeadLetterArgs,
  handedOn: Record<string, string>,
) {
  requirePageSize(first);
  const [afterService, afterId] = after?.split(':') ?? [];
  const start = after ? services.findIndex(({ name }) => name === afterService) : 0;
  if (start < 0 || (after && !afterId)) {
    throw new BadUserInput([{ path: 'after', rule: 'must be a cursor of this list' }]);
  }
  const { answers, missing } = await askEach<Letters>(
    services,
    ({ name }) =>
      `/dead-letters?first=${first}${name === afterService && afterId ? `&after=${encodeURIComponent(afterId)}` : ''}`,
    handedOn,
  );
  const passed = new Set<string>(services.slice(0, start).map(({ name }) => name));
  const waiting = answers.flatMap(({ service, answer: { nodes } }) =>
    passed.has(service)
      ? []
      : nodes.map((row) => ({
          node: { ...row, service, event: parsed(row.value) },
          cursor: `${service}:${row.id}`,
        })),
  );
  const totalCount = answers.reduce((sum, { answer: { total } }) => sum + total, 0);
  return { ...pageOf(waiting, { first, after }), totalCount, missing };
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}
