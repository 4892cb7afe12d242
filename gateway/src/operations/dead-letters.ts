import { BadUserInput, CodedError } from '@maarad/shared/errors';
import type { DeadLetterRow } from '@maarad/shared/operations';
import type { Service } from '../services.js';
import { askService } from './ask-service.js';

export interface DeadLetterArgs {
  first: number;
  after?: string | null;
}

interface Letters {
  nodes: DeadLetterRow[];
  total: number;
}

const largestPage = 100;

/** A page over several services, in their order; the cursor names the service and the letter in it. */
export async function deadLetterPage(
  services: Service[],
  { first, after }: DeadLetterArgs,
  handedOn: Record<string, string>,
) {
  if (first < 1 || first > largestPage) {
    throw new BadUserInput([{ path: 'first', rule: `must be from 1 to ${largestPage}` }]);
  }
  const [afterService, afterId] = after?.split(':') ?? [];
  const start = after ? services.findIndex(({ name }) => name === afterService) : 0;
  if (start < 0 || (after && !afterId)) {
    throw new BadUserInput([{ path: 'after', rule: 'must be a cursor of this list' }]);
  }
  const missing: string[] = [];
  const answers = await Promise.all(
    services.map(async (service, index) => {
      const rest = index === start && afterId ? `&after=${encodeURIComponent(afterId)}` : '';
      const letters = await askService<Letters>(service, `/dead-letters?first=${first}${rest}`, { handedOn }).catch(
        (error: unknown) => {
          if (error instanceof CodedError && error.code !== 'SERVICE_UNAVAILABLE') {
            throw error;
          }
          missing.push(service.name);
          return { nodes: [], total: 0 };
        },
      );
      return { name: service.name, passed: index < start, ...letters };
    }),
  );
  const waiting = answers.flatMap(({ name, passed, nodes }) =>
    passed
      ? []
      : nodes.map((row) => ({
          node: { ...row, service: name, event: parsed(row.value) },
          cursor: `${name}:${row.id}`,
        })),
  );
  const edges = waiting.slice(0, first);
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    totalCount: answers.reduce((sum, { total }) => sum + total, 0),
    missing,
    pageInfo: {
      hasNextPage: waiting.length > first,
      hasPreviousPage: Boolean(after),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function parsed(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}
