import { canPin } from './bench-process.js';
import type { Measured } from './gateway-load.js';
import { page, type Kind } from './bench-graph.js';
import { machine, writeSection } from './measured-section.js';

const goal = 5;
const leastKept = 0.8;

/** The middle of several runs. */
export interface Figures extends Measured {
  name: string;
  lowest: number;
  highest: number;
}

export interface Round {
  kind: Kind;
  texts: string;
  /** The bare gateway first, Maarad's second. */
  figures: Figures[];
}

export interface Overload {
  peak: number;
  /** Good answers, of those at the peak. */
  kept: number;
  /** Refusals a second. */
  refused: number;
  /** Of good answers and those that had not come, and of refusals, in milliseconds. */
  p99: number;
  refusedP99: number;
}

interface Results {
  rounds: Round[];
  /** Those in which no service gives an answer twice. */
  changing: Round[];
  sameRate: { bare: number; maarad: number };
  overload: Overload;
  loadBefore: string;
  runs: number;
  secondsPerRun: number;
  connections: number;
  write: boolean;
}

export async function reportGateways(results: Results): Promise<void> {
  const { rounds, changing, sameRate, overload } = results;
  const ratios = rounds.map(({ figures: [bare, maarad] }) => (maarad?.rate ?? 0) / (bare?.rate ?? 1));
  const worst = Math.min(...ratios);
  const tables = [...rounds, ...changing].flatMap(({ kind, texts, figures }) => [
    `| ${kind}, ${texts} | requests/s (all runs) | ratio | p50 ms | p99 ms | CPU ms each | MiB | service requests each |`,
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...figures.map((one) => row(one, figures[0] as Figures)),
    '',
  ]);
  const lines = [
    `\`npm run bench -- gateway\`, goal at least ${goal} times bare: **${worst.toFixed(2)} times** at the least.`,
    '',
    ...tables,
    `At ${0.7} of the bare gateway's peak, p99 of three services and 200 texts: bare ${sameRate.bare} ms, Maarad ${sameRate.maarad} ms.`,
    `Offered twice its peak of ${Math.round(overload.peak)}: **${overload.kept.toFixed(2)}** (goal ${leastKept}) of the good answers, ${Math.round(overload.refused)} refusals a second with 503. p99 of what was not refused ${overload.p99} ms, of refusals ${overload.refusedP99} ms.`,
    '',
    `A page of ${page.sessions} sessions, with ${page.exhibitors} exhibitors from a second service and ${page.products} products from a third; ${results.connections} connections,`,
    `${results.runs} runs of ${results.secondsPerRun} s each in turn, ${canPin ? 'the gateways on one core, load and canned services on another' : 'without cores of their own'}. The 200 texts have`,
    'variables of their own. Services say the same each time, and Maarad makes use of it; where it says so they never do. Maarad verifies a token, signs the principal, checks limits, writes a log line and counts, for every request; the others do none of it.',
    `${machine()}, load ${results.loadBefore} before; ${new Date().toISOString().slice(0, 10)}.`,
  ];
  if (results.write) {
    await writeSection('gateway', lines);
  }
  process.stdout.write(`\n${lines.join('\n')}\n`);
  if (worst < goal || overload.kept < leastKept || sameRate.maarad > sameRate.bare) {
    process.exitCode = 1;
  }
}

function row(one: Figures, bare: Figures): string {
  const rate = `${Math.round(one.rate)} (${Math.round(one.lowest)}–${Math.round(one.highest)})`;
  const ratio = (one.rate / bare.rate).toFixed(2);
  return `| ${[one.name, rate, ratio, one.p50, one.p99, one.cpu.toFixed(2), Math.round(one.memory), one.requests.toFixed(2)].join(' | ')} |`;
}
