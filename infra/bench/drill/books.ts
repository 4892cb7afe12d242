import pg from 'pg';
import type { Fair } from '../../local/fair.js';
import { services, type ServiceName } from '../../local/processes.js';

/** An event as its service committed it. */
export interface Told {
  subject: string;
  /** Counts what happened to the subject; sorts as text. */
  sequence: string;
}

/** The services' own tables, looked at from behind; and their doors, which a drill closes. */
export class Books {
  constructor(private readonly fair: Pick<Fair, 'databaseUrl'>) {}

  /** Every event that any service committed, by its id. */
  async events(): Promise<Map<string, Told>> {
    const rows = await this.ofEach<Told & { id: string }>(
      `SELECT id, subject, event->>'sequence' AS sequence FROM outbox`,
    );
    return new Map(rows.map(({ id, subject, sequence }) => [id, { subject, sequence }]));
  }

  /** How many events have been committed and not sent. */
  async unsent(service?: ServiceName): Promise<number> {
    const text = 'SELECT count(*)::int AS count FROM outbox WHERE sent_at IS NULL';
    const rows = service
      ? await this.ask<{ count: number }>(`maarad_${service}`, text)
      : await this.ofEach<{ count: number }>(text);
    return rows.reduce((total, { count }) => total + count, 0);
  }

  /** How many events a service gave up on. */
  async parked(): Promise<number> {
    const rows = await this.ofEach<{ count: number }>('SELECT count(*)::int AS count FROM dead_letters');
    return rows.reduce((total, { count }) => total + count, 0);
  }

  /** The ids of all rows of a table. */
  async idsIn(service: ServiceName, table: string): Promise<Set<string>> {
    const rows = await this.ask<{ id: string }>(`maarad_${service}`, `SELECT id FROM ${pg.escapeIdentifier(table)}`);
    return new Set(rows.map(({ id }) => id));
  }

  /** Nobody reaches a database any more, and who had reached it is thrown out. */
  async closeDatabase(name: string): Promise<void> {
    await this.ask('postgres', `ALTER DATABASE ${pg.escapeIdentifier(name)} ALLOW_CONNECTIONS false`);
    await this.ask('postgres', 'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
  }

  async openDatabase(name: string): Promise<void> {
    await this.ask('postgres', `ALTER DATABASE ${pg.escapeIdentifier(name)} ALLOW_CONNECTIONS true`);
  }

  private async ofEach<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
    return (await Promise.all(services.map((name) => this.ask<Row>(`maarad_${name}`, text)))).flat();
  }

  /** By a connection of its own, since connections are what a drill cuts. */
  private async ask<Row extends pg.QueryResultRow>(
    database: string,
    text: string,
    values: unknown[] = [],
  ): Promise<Row[]> {
    const client = new pg.Client({ connectionString: this.fair.databaseUrl(database) });
    client.on('error', () => undefined);
    await client.connect();
    try {
      return (await client.query<Row>(text, values)).rows;
    } finally {
      await client.end();
    }
  }
}
