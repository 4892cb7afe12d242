import { DataSource, DefaultNamingStrategy, type DataSourceOptions, type MixedList } from 'typeorm';
import { Audit1700000062000 } from '../operations/audit.migration.js';
import { InstanceBackends1700000064000 } from '../operations/instance-backends.migration.js';
import { Operations1700000025000 } from '../operations/operations.migration.js';
import { Foundation1700000000000 } from './foundation.migration.js';

const snakeCase = (name: string) => name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
const plural = (name: string) =>
  name.endsWith('y') ? `${name.slice(0, -1)}ies` : /(s|x|ch|sh)$/.test(name) ? `${name}es` : `${name}s`;

/** Tables are snake_case plurals, columns snake_case: SQL written by hand reads like SQL. */
class SnakeNames extends DefaultNamingStrategy {
  override tableName(target: string, given?: string): string {
    return given ?? plural(snakeCase(target));
  }

  override columnName(property: string, given: string | undefined, prefixes: string[]): string {
    return [...prefixes.map(snakeCase), given ?? snakeCase(property)].join('_');
  }
}

export interface DatabaseOptions {
  url: string;
  poolSize?: number;
  /** Shown by PostgreSQL for each connection. */
  applicationName?: string;
  entities: MixedList<NewableFunction>;
  migrations: NewableFunction[];
  logger?: DataSourceOptions['logger'];
}

/** The service's own database: never schema sync; every table comes from a migration. */
export function createDatabase({
  url,
  poolSize = 10,
  applicationName,
  entities,
  migrations,
  logger,
}: DatabaseOptions): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize,
    applicationName,
    entities: entities as never,
    migrations: [
      ...[Foundation1700000000000, ...migrations, Operations1700000025000],
      ...[Audit1700000062000, InstanceBackends1700000064000],
    ] as never,
    migrationsTransactionMode: 'each',
    namingStrategy: new SnakeNames(),
    connectTimeoutMS: 5_000,
    logging: logger ? ['query'] : false,
    logger,
    // How alike a searched word and a name must be: half of the word's trigrams. PostgreSQL's 0.6 misses one wrong letter in five.
    extra: { keepAlive: true, options: '-c pg_trgm.word_similarity_threshold=0.5' },
  });
}

/** Any number: the same for every process of a service, since each service has a database of its own. */
const migrationLock = 7_415_201;

/** Connects and brings the tables up to date, one process at a time. */
export async function openDatabase(database: DataSource): Promise<DataSource> {
  await database.initialize();
  const holder = database.createQueryRunner();
  try {
    await holder.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await database.runMigrations();
  } finally {
    await holder.query('SELECT pg_advisory_unlock($1)', [migrationLock]).catch(() => undefined);
    await holder.release();
  }
  return database;
}
