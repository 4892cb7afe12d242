/**
 * The row of the edition that runs now; else of the next one to come; else of the last one that was: the same as the graph takes
 * where no edition is named. For statements that have no caller, over a table with an edition's days.
 */
export const currentEditionIn = (table: 'editions' | 'edition_facts'): string => `(
  SELECT e.* FROM ${table} e, LATERAL (SELECT ends_on < (now() AT TIME ZONE time_zone)::date AS over) AS past
  ORDER BY over, CASE WHEN NOT over THEN starts_on END, starts_on DESC LIMIT 1)`;
