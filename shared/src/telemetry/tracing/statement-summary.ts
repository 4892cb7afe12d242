const target = /\b(?:(INSERT) INTO|(UPDATE)(?! SET\b| OF\b| NOWAIT\b| SKIP\b)|(DELETE) FROM)\s+"?(\w+)"?/gi;
const source = /\bFROM\s+(?:ONLY\s+)?"?(\w+)"?/i;
const mostTargets = 3;

/**
 * What a statement does and to which table, as `db.query.summary` wants it: `SELECT products`, `UPDATE feed_ends INSERT feed_entries`.
 * There are as many as the code has statements: https://opentelemetry.io/docs/specs/semconv/database/database-spans/
 */
export function statementSummary(text: string): string {
  const writes = [...text.matchAll(target)].map(
    ([, insert, update, remove, table]) => `${(insert ?? update ?? remove ?? '').toUpperCase()} ${table}`,
  );
  if (writes.length > 0) {
    return [...new Set(writes)].slice(0, mostTargets).join(' ');
  }
  const verb = /^\W*(\w+)/.exec(text)?.[1]?.toUpperCase() ?? 'SQL';
  const read = verb === 'SELECT' || verb === 'WITH' ? source.exec(text)?.[1] : undefined;
  return read ? `SELECT ${read}` : verb;
}
