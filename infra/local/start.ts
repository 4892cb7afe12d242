import { BadConfiguration, readConfig } from '@maarad/shared/runtime/config';
import { aborted } from './supervisor/aborted.js';
import { environment, variables } from './config.js';
import { openFair } from './fair.js';

/** What `npm start` runs: the whole fair on this machine, until a signal ends it. */
const print = (line: string) => process.stdout.write(`${line}\n`);
const closing = new AbortController();

// Whoever read the output may be gone; the fair stays open.
process.stdout.on('error', () => {});
process.once('SIGTERM', () => closing.abort());
process.once('SIGINT', () => closing.abort());
process.once('SIGHUP', () => closing.abort());
// Started by a program over an IPC channel, the fair does not outlive it.
process.once('disconnect', () => closing.abort());
// A second Ctrl-C changes nothing: stopping takes ten seconds at most, and leaves no process behind.
process.on('SIGINT', () => {});

try {
  const { PORT, MAARAD_HOME, MAARAD_SEED, KAFKA_BROKERS, WEBHOOK_LOCAL } = readConfig(variables, environment);
  print('Opening the fair …');
  const fair = await openFair({
    port: PORT,
    home: MAARAD_HOME,
    seed: MAARAD_SEED,
    kafkaBrokers: KAFKA_BROKERS,
    webhookLocal: WEBHOOK_LOCAL,
    print,
    signal: closing.signal,
  });
  print(`Maarad is open at ${fair.url}`);
  await aborted(closing.signal);
  print('Closing the fair …');
  await fair.stop();
  process.exit(0);
} catch (error) {
  if (closing.signal.aborted) {
    process.exit(0);
  }
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${error instanceof BadConfiguration ? text : `The fair does not open. ${text}`}\n`);
  process.exit(1);
}
