/**
 * The statements that make a table with a jsonb column of texts searchable: two columns that PostgreSQL keeps by itself, and the
 * index that answers from them. It takes new rows at once (`fastupdate = off`): a long pending list is read whole by every search,
 * and makes the planner rather read the table. For a migration of the service, after `TextSearch1700000002000`.
 */
export function addSearchColumns(table: string, texts: string): string {
  return `
    ALTER TABLE ${table}
      ADD COLUMN search_letters text NOT NULL GENERATED ALWAYS AS (search_letters(${texts})) STORED,
      ADD COLUMN search_sounds text NOT NULL GENERATED ALWAYS AS (search_sounds(${texts})) STORED;
    CREATE INDEX ${table}_search ON ${table} USING gin (search_letters gin_trgm_ops, search_sounds gin_trgm_ops) WITH (fastupdate = off);
  `;
}

export function dropSearchColumns(table: string): string {
  return `ALTER TABLE ${table} DROP COLUMN search_letters, DROP COLUMN search_sounds`;
}
