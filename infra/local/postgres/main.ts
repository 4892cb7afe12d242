import { readConfig } from '@maarad/shared/runtime/config';
import { accountFor } from './account.js';
import { findBinaries } from './binaries.js';
import { ensureCluster, startServer } from './cluster.js';
import { environment, variables } from './config.js';
import { clearStalePostmaster } from './stale-postmaster.js';

/**
 * The process that holds PostgreSQL: it ends when PostgreSQL does, and PostgreSQL ends with it or with the supervisor, which
 * PostgreSQL alone would outlive.
 */
const { DATA, PORT, PASSWORD } = readConfig(variables, environment);
const cluster = { data: DATA, port: PORT, password: PASSWORD };
const account = accountFor(cluster.data);
const binaries = await findBinaries();

await ensureCluster(cluster, binaries, account);
await clearStalePostmaster(cluster.data);

const server = startServer(cluster, binaries, account);
server.stdout?.pipe(process.stdout);
server.stderr?.pipe(process.stderr);
server.once('error', (error) => process.stderr.write(`PostgreSQL could not be started: ${error.message}\n`));

let stopping = false;
server.once('close', () => process.exit(stopping ? 0 : 1));

/** The longest wait for connections to end and for the checkpoint; then PostgreSQL stops at once and recovers at its next start. */
const patienceMs = 20_000;

const stop = () => {
  stopping = true;
  server.kill('SIGINT');
  setTimeout(() => server.kill('SIGQUIT'), patienceMs).unref();
};
process.once('SIGTERM', stop);
process.once('SIGINT', stop);
process.once('disconnect', stop);
if (process.connected === false) {
  stop();
}
