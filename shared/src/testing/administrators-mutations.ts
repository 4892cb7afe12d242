import { Kind, OperationTypeNode, parse, type ExecutionResult } from 'graphql';
import type { DataSource } from 'typeorm';
import type { Principal } from '../auth/index.js';
import { inputHash } from '../database/index.js';
import { runInScope, scopeFrom } from '../telemetry/index.js';

interface Request {
  source: string;
  variables: Record<string, unknown> | undefined;
  as: Principal;
}

/**
 * What administrators ran in a test. Everything of it that succeeded has to be in the audit: by a name of its request, which equal
 * requests share, for what is only answered once more is decided once.
 */
export class AdministratorsMutations {
  private readonly succeeded: { request: string; operation: string }[] = [];

  async run(request: Request, execute: () => Promise<ExecutionResult>): Promise<ExecutionResult> {
    if (request.as.role !== 'admin') {
      return execute();
    }
    const { source, variables = {}, as } = request;
    const name = inputHash({ as, asked: Object.keys(variables).length > 0 ? variables : source });
    const result = await runInScope(scopeFrom(name, undefined), execute);
    this.succeeded.push(...mutationsIn(source, result).map((operation) => ({ request: name, operation })));
    return result;
  }

  /** @throws Error when the audit of the database lacks any. */
  async requireAudited(database: DataSource): Promise<void> {
    const missing: { operation: string }[] = await database.query(
      `SELECT DISTINCT operation FROM jsonb_to_recordset($1::jsonb) AS ran (request text, operation text)
       WHERE NOT EXISTS (SELECT FROM audit a WHERE a.correlation_id = ran.request AND a.operation = ran.operation)
       ORDER BY operation`,
      [JSON.stringify(this.succeeded)],
    );
    if (missing.length > 0) {
      const names = missing.map(({ operation }) => operation).join(', ');
      throw new Error(`An administrator decided this and the audit knows nothing of it: ${names}`);
    }
  }
}

/** The mutations of an operation that did what was asked: a refusal below one comes after its effect. */
function mutationsIn(source: string, { data, errors = [] }: ExecutionResult): string[] {
  return parse(source).definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION && definition.operation === OperationTypeNode.MUTATION
      ? definition.selectionSet.selections.flatMap((field) => {
          if (field.kind !== Kind.FIELD) {
            return [];
          }
          const key = (field.alias ?? field.name).value;
          const own = errors.filter(({ path }) => path?.[0] === key);
          const ran = data ? key in data : own.length > 0;
          return ran && own.every(({ path }) => path && path.length > 1) ? [field.name.value] : [];
        })
      : [],
  );
}
