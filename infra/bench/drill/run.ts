import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { machine, writeSection } from '../measured-section.js';
import { openDrillFair } from './drill-fair.js';
import { drills } from './drills.js';
import { brokenIn, tableOf } from './report.js';
import { runDrill, type Verdict } from './run-drill.js';
import { Writes } from './writes.js';

/** `npm run drill -- [NAME …] [--kafka]`: breaks a fair of its own, one thing after the other, and says what its clients and subscribers noticed. */
const { values, positionals } = parseArgs({
  options: { kafka: { type: 'boolean', default: false }, logs: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const { kafka } = values;
const print = (line: string) => void process.stdout.write(`${line}\n`);
const chosen = positionals.length > 0 ? drills.filter(({ name }) => positionals.includes(name)) : drills;
if (chosen.length < positionals.length) {
  process.stderr.write(`Which drill? npm run drill -- ${drills.map(({ name }) => name).join(' | ')} [--kafka]\n`);
  process.exit(1);
}

const load = (loadavg()[0] ?? 0).toFixed(1);
print(`Opening a fair of its own, ${kafka ? 'with a real Kafka' : 'with the embedded log'} …`);
const fair = await openDrillFair({ kafka, print: values.logs ? print : undefined });
let closing: Promise<void> | undefined;
const verdicts: Verdict[] = [];
const close = () => (closing ??= fair.close(brokenIn(verdicts).length > 0));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void close().finally(() => process.exit(1)));
}
try {
  const writes = new Writes(fair.stall, 20250127);
  for (const drill of chosen) {
    print(`${drill.name}: without ${drill.killed} …`);
    const verdict = await runDrill(fair, drill, writes);
    verdicts.push(verdict);
  }
} finally {
  await close();
}

const table = tableOf(verdicts);
print(['', ...table].join('\n'));
const broken = brokenIn(verdicts);
if (broken.length > 0) {
  print(['', ...broken, `Logs and data are kept in ${fair.home}.`].join('\n'));
}
if (chosen === drills && broken.length === 0) {
  const log = kafka ? 'a real Kafka' : 'the embedded log';
  await writeSection(kafka ? 'drill-kafka' : 'drill', [
    `\`npm run drill${kafka ? ' -- --kafka' : ''}\`, on ${log}: **every promise kept**.`,
    '',
    ...table,
    '',
    'Channels: events missing / that came more than once / out of order within their subject, of all that were committed, for a subscriber that resumes by its cursor',
    '(webhooks and Kafka may send an event more than once). Longest answer: what a client waited at most, of 12 s that it would. Whole again: from the order to come back until everything',
    `committed by then was with every subscriber. ${machine()}, load ${load} before; ${new Date().toISOString().slice(0, 10)}.`,
  ]);
}
process.exit(broken.length > 0 ? 1 : 0);
