import {
  ATTR_DB_NAMESPACE,
  ATTR_DB_QUERY_SUMMARY,
  ATTR_DB_QUERY_TEXT,
  ATTR_DB_SYSTEM_NAME,
} from '@opentelemetry/semantic-conventions';
import type { DataSource, EntitySubscriberInterface } from 'typeorm';
import { currentScope } from '../request-scope.js';
import { statementSummary } from './statement-summary.js';
import { failed, openSpan, SpanKind } from './traced.js';
import { tracing } from './tracing.js';

type Ran = Parameters<NonNullable<EntitySubscriberInterface['afterQuery']>>[0];

/** In characters: what a query by hand does is said in its first lines. */
const longestText = 2_000;

/** A span for each statement that a traced request runs: its text as it was written, without the values that it was run with. */
export function traceStatements(database: DataSource): void {
  if (!tracing()) {
    return;
  }
  const { database: namespace } = database.driver;
  const subscriber: EntitySubscriberInterface = {
    afterQuery: ({ query, executionTime = 0, error }: Ran) => {
      const scope = currentScope();
      if (!scope) {
        return;
      }
      const describe = () => {
        const text = textOf(query);
        const summary = statementSummary(text);
        const attributes = {
          [ATTR_DB_SYSTEM_NAME]: 'postgresql',
          [ATTR_DB_NAMESPACE]: namespace,
          [ATTR_DB_QUERY_SUMMARY]: summary,
          [ATTR_DB_QUERY_TEXT]: text.slice(0, longestText),
        };
        return { name: summary, kind: SpanKind.CLIENT, attributes };
      };
      const span = openSpan(scope, describe, Date.now() - executionTime);
      if (span && error !== undefined) {
        failed(span, error);
      }
      span?.end();
    },
  };
  database.subscribers.push(subscriber);
}

/** Hot statements are handed to the driver with a name, to be prepared once: https://node-postgres.com/features/queries#prepared-statements */
const textOf = (query: string | { text: string }): string => (typeof query === 'string' ? query : query.text);
