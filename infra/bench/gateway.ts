import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { equalTexts, mixedTexts, type Kind, type Question } from './bench-graph.js';
import { pinSelf, takePrecedence, type BenchProcess } from './bench-process.js';
import { openArena, requireSameAnswers, type Arena } from './gateway-contenders.js';
import { fire, type Measured, type Target } from './gateway-load.js';
import { reportGateways, type Round, type Figures, type Overload } from './gateway-report.js';
import { median } from './measured-section.js';

/** With BENCH_TRY one short run of each, and nothing is written. */
const trying = Boolean(process.env.BENCH_TRY);
const connections = 32;
const runs = trying ? 1 : 5;
const secondsPerRun = trying ? 3 : 4;
const secondsToWarmUp = trying ? 2 : 4;
/** Many more than the gateway takes at once. */
const crowd = 1_500;

const loadBefore = (loadavg()[0] ?? 0).toFixed(1);

/** Maarad's gateway, with tokens, limits, logs and metrics on, against a bare @apollo/gateway and Hive Gateway over the same services. */
export async function run(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'maarad-bench-'));
  const started: BenchProcess[] = [];
  takePrecedence();
  pinSelf(1);
  try {
    const arena = await openArena(folder, started);
    const targets = [arena.bare, arena.maarad, ...arena.hive];
    const rounds: Round[] = [];
    const changing: Round[] = [];
    for (const kind of ['one service', 'three services'] as Kind[]) {
      for (const [texts, questions] of [
        ['equal texts', equalTexts(kind)],
        ['200 texts', mixedTexts(kind)],
      ] as const) {
        // Each text is planned here, by all of them: that is no part of what is measured.
        await requireSameAnswers(targets, questions, arena.token);
        rounds.push({ kind, texts, figures: await compare(arena, targets, questions) });
      }
      await tell(arena, '/new');
      const figures = await compare(arena, [arena.bare, arena.maarad], mixedTexts(kind));
      changing.push({ kind, texts: '200 texts, each answer of a service a new one', figures });
      await tell(arena, '/same');
    }
    const sameRate = await atTheSameRate(arena);
    const overload = await overloaded(arena);
    await reportGateways({
      rounds,
      changing,
      sameRate,
      overload,
      loadBefore,
      runs,
      secondsPerRun,
      connections,
      write: !trying,
    });
  } finally {
    await Promise.all(started.map((one) => one.stop()));
    await rm(folder, { recursive: true, force: true });
  }
}

/** Whether services say the same each time. */
async function tell({ services }: Arena, how: '/new' | '/same'): Promise<void> {
  await fetch(`${services}${how}`);
}

async function compare(arena: Arena, targets: Target[], questions: Question[]): Promise<Figures[]> {
  const measured = new Map<Target, Measured[]>(targets.map((target) => [target, []]));
  const load = { questions, token: arena.token, connections, services: arena.services };
  for (const target of targets) {
    await fire(target, { ...load, seconds: secondsToWarmUp });
  }
  for (let round = 1; round <= runs; round += 1) {
    for (const target of targets) {
      const one = await fire(target, { ...load, seconds: secondsPerRun });
      if (one.refused > 0) {
        throw new Error(`${target.name} refused ${one.refused.toFixed(1)} requests a second.`);
      }
      measured.get(target)?.push(one);
      process.stdout.write(`run ${round}: ${target.name} ${Math.round(one.rate)} requests/s, p99 ${one.p99} ms\n`);
    }
  }
  return targets.map((target) => middle(target.name, measured.get(target) ?? []));
}

function middle(name: string, all: Measured[]): Figures {
  const of = (field: keyof Measured) => median(all.map((one) => one[field]));
  const rates = all.map(({ rate }) => rate);
  return {
    name,
    rate: of('rate'),
    lowest: Math.min(...rates),
    highest: Math.max(...rates),
    p50: of('p50'),
    p99: of('p99'),
    refused: of('refused'),
    refusedP99: NaN,
    cpu: of('cpu'),
    memory: of('memory'),
    requests: of('requests'),
  };
}

/** The slowest hundredth where both are offered what the bare one can just carry. */
async function atTheSameRate({ bare, maarad, token, services }: Arena): Promise<{ bare: number; maarad: number }> {
  const load = { questions: mixedTexts('three services'), token, connections, services, seconds: secondsPerRun };
  const { rate } = await fire(bare, load);
  const offered = Math.round(rate * 0.7);
  return {
    bare: (await fire(bare, { ...load, offered })).p99,
    maarad: (await fire(maarad, { ...load, offered })).p99,
  };
}

async function overloaded({ maarad, token, services }: Arena): Promise<Overload> {
  const load = { questions: mixedTexts('three services'), token, connections, services, seconds: secondsPerRun };
  const peaks: number[] = [];
  const crowds: Measured[] = [];
  for (let round = 0; round < Math.min(runs, 3); round += 1) {
    const { rate } = await fire(maarad, load);
    peaks.push(rate);
    crowds.push(await fire(maarad, { ...load, connections: crowd, offered: Math.round(rate * 2) }));
  }
  const of = (field: 'refused' | 'p99' | 'refusedP99') => median(crowds.map((one) => one[field]));
  const kept = median(crowds.map(({ rate }, round) => rate / (peaks[round] ?? NaN)));
  return { peak: median(peaks), kept, refused: of('refused'), p99: of('p99'), refusedP99: of('refusedP99') };
}
