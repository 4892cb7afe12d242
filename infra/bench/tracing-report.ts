import { traced } from '@maarad/shared/telemetry';
import { machine, median, writeSection } from './measured-section.js';
import { pairedRatio, type Ratio } from './paired.js';
import { clients, type Load } from './tracing-load.js';

/** Tracing not switched on; and on, with so many of the requests traced. */
export const sides = ['off', 'none', 'tenth', 'all'] as const;
export type Side = (typeof sides)[number];

export interface Figure {
  /** What a request takes of a core in gateway and service together, in milliseconds. */
  coreMs: number;
  /** Requests a second. */
  rate: number;
}

export type Figures = Record<Load, Record<Side, Figure[]>>;

export const emptyFigures = (): Figures => ({
  read: { off: [], none: [], tenth: [], all: [] },
  sale: { off: [], none: [], tenth: [], all: [] },
});

/** At least so much of the throughput without traces: where cores are what limits it, no more than its inverse of their time. */
const goal = 0.95;

const named: Record<Load, string> = { read: 'a page of 20 products', sale: 'a sale, told by relay and log' };
const traces: Record<Side, string> = { off: 'off', none: 'on, of none', tenth: 'on, of one in ten', all: 'on, of all' };

export async function report(
  figures: Figures,
  run: { rounds: number; secondsPerSlice: number; loadBefore: string; trying: boolean },
): Promise<void> {
  const of = (load: Load, side: Side, what: keyof Figure) => figures[load][side].map((figure) => figure[what]);
  const against = (load: Load, side: Side, what: keyof Figure) =>
    pairedRatio(of(load, side, what), of(load, 'off', what));
  const microseconds = (load: Load, side: Side) =>
    ((against(load, side, 'coreMs').ratio - 1) * median(of(load, 'off', 'coreMs')) * 1e3).toFixed(0);
  const row = (load: Load) => (side: Side) => {
    const [ms, rate] = [median(of(load, side, 'coreMs')), median(of(load, side, 'rate'))];
    const ratios =
      side === 'off' ? ['1', '1'] : (['coreMs', 'rate'] as const).map((w) => shown(against(load, side, w)));
    return `| ${named[load]} | ${traces[side]} | ${ms.toFixed(3)} | ${ratios[0]} | ${rate.toFixed(0)} | ${ratios[1]} |`;
  };
  const tenths = (['read', 'sale'] as const).map((load) => against(load, 'tenth', 'coreMs'));
  const lines = [
    `\`npm run bench -- tracing\`, goal: with traces of one in ten at most ${(1 / goal).toFixed(2)} times the time on a core (${goal} of the throughput):`,
    `reads **${shown(tenths[0]!)}**, sales **${shown(tenths[1]!)}**. A page that is traced costs ${microseconds('read', 'all')} µs more, a sale ${microseconds('sale', 'all')} µs.`,
    `Where nothing is traced, each place that could make a span costs ${Math.max(0, await nanosecondsOff()).toFixed(0)} ns.`,
    '',
    '| through gateway and sales service | traces | core ms a request | ratio | requests/s | ratio |',
    '| --- | --- | --- | --- | --- | --- |',
    ...sides.map(row('read')),
    ...sides.map(row('sale')),
    '',
    'Core ms: what gateway and service together had of the cores, traces sent included. Ratios against off: mean of the rounds and, in brackets, between what it is known at 95 %.',
    `${clients} connections, ${run.rounds} rounds of new processes, in each ${run.secondsPerSlice} s of every kind there and back again; load, gateway, service, PostgreSQL 18`,
    `and what takes the traces on the same cores. ${machine()}, load ${run.loadBefore} before; ${new Date().toISOString().slice(0, 10)}.`,
  ];
  if (!run.trying) {
    await writeSection('tracing', lines);
  }
  process.stdout.write(`\n${lines.join('\n')}\n`);
  if (tenths.some(({ ratio }) => ratio > 1 / goal)) {
    process.exitCode = 1;
  }
}

const shown = ({ ratio, low, high }: Ratio) => `${ratio.toFixed(3)} (${low.toFixed(3)}–${high.toFixed(3)})`;

/** What a place that could make a span costs where nothing is traced, in nanoseconds: with it less without it. */
async function nanosecondsOff(): Promise<number> {
  const times = 1_000_000;
  const work = () => Promise.resolve();
  const place = () => traced(() => ({ name: 'never' }), work);
  const lasted = async (run: () => Promise<void>) => {
    const began = performance.now();
    for (let time = 0; time < times; time += 1) {
      await run();
    }
    return ((performance.now() - began) * 1e6) / times;
  };
  const differences: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    differences.push((await lasted(place)) - (await lasted(work)));
  }
  return median(differences);
}
