import { Gauge, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import { askInTurn } from './ask-in-turn.js';

/** A figure of the fair's business that a service knows, as its metrics show it. */
export interface BusinessFigure {
  name: `maarad_${string}`;
  help: string;
  /** Columns of the statement that tell its rows apart: each with few values, which the schema or a list in the code bounds. */
  labels: readonly string[];
  /** Gives a `figure` in each row, beside the labels. It reads what is kept added up, or little. */
  statement: string;
}

/** However often somebody scrapes, the database is asked no more often. */
const leastMs = 10_000;

/** Shows a service's business figures; without a row for a label, none is shown, as while the database does not answer. */
export function showFigures(
  figures: readonly BusinessFigure[],
  database: DataSource,
  metrics: Registry,
  keepMs = leastMs,
): void {
  for (const { name, help, labels, statement } of figures) {
    let readAt = Number.NEGATIVE_INFINITY;
    new Gauge({
      name,
      help,
      labelNames: labels,
      registers: [metrics],
      async collect() {
        if (performance.now() - readAt < keepMs) {
          return;
        }
        readAt = performance.now();
        const rows = await askInTurn<Record<string, string>>(database, statement);
        this.reset();
        for (const row of rows) {
          const values = Object.fromEntries(labels.map((label) => [label, String(row[label])]));
          this.set(values, Number(row.figure));
        }
      },
    });
  }
}
