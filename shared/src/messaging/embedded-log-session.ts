import pg from 'pg';

export const wakeUpChannel = 'maarad_event_log';

/** How every connection of the embedded log behaves: no wait without an end, so that a lost server is noticed. */
export const connectionLimits = {
  connectionTimeoutMillis: 5_000,
  query_timeout: 30_000,
  keepAlive: true,
} satisfies pg.ClientConfig;

/**
 * One connection that holds a consumer's locks and does all its reading and committing: where it is lost, so are the locks, and
 * the next commit fails instead of writing beside a successor.
 */
export class LogSession {
  private last: Promise<unknown> = Promise.resolve();

  private constructor(private readonly client: pg.Client) {}

  /** @param onWakeUp called with the topic that has grown, or without one when the connection is lost. */
  static async open(url: string, name: string, onWakeUp: (topic?: string) => void): Promise<LogSession> {
    const client = new pg.Client({ connectionString: url, application_name: name, ...connectionLimits });
    client.on('error', () => onWakeUp());
    client.on('notification', ({ payload }) => onWakeUp(payload));
    try {
      await client.connect();
      await client.query(`LISTEN ${wakeUpChannel}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    return new LogSession(client);
  }

  /** One statement after the other, though several topics ask at once. */
  async query<Row extends pg.QueryResultRow>(statement: pg.QueryConfig): Promise<Row[]> {
    const result = this.last.then(() => this.client.query<Row>(statement));
    this.last = result.catch(() => undefined);
    return (await result).rows;
  }

  /** Gives the locks back with the connection. */
  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }
}
