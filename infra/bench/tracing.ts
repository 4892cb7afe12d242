import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureLocalKeys } from '@maarad/shared/auth';
import { repository } from '../local/repository.js';
import { startPostgres, until } from './bench-postgres.js';
import { firstMessage, startProcess, takePrecedence } from './bench-process.js';
import { coreSeconds } from './process-time.js';
import { countSales, onDatabase, openFair } from './sales-fair.js';
import { startTracedFair, type Traced } from './traced-fair.js';
import { exhibitorTokens, fire, loads, type Load } from './tracing-load.js';
import { emptyFigures, report, sides, type Side } from './tracing-report.js';

/** Only shows that it runs. */
const trying = Boolean(process.env.BENCH_TRY);
/** Each with processes of its own: how well a process happens to be compiled differs by more than what is looked for. */
const rounds = trying ? 3 : 9;
const secondsPerSlice = trying ? 1 : 2;
const secondsToWarmUp = trying ? 1 : 4;
/** Spans wait so long at most to be sent, and so long each slice is looked at after its end: or they would be sent at no one's cost. */
const spansWaitMs = 1_000;
const shares: Record<Side, string | undefined> = { off: undefined, none: '0', tenth: '0.1', all: '1' };

/** What a request through gateway, sales service, relay and log takes of a core, and how many there are a second: by the share of them that is traced. */
export async function run(): Promise<void> {
  const loadBefore = (loadavg()[0] ?? 0).toFixed(1);
  if (!trying) {
    takePrecedence();
  }
  const folder = await mkdtemp(join(tmpdir(), 'maarad-bench-'));
  await chmod(folder, 0o755);
  const stop: (() => Promise<void>)[] = [];
  const figures = emptyFigures();
  try {
    const server = await startPostgres(folder, stop);
    for (const side of sides) {
      await onDatabase(`${server}/postgres`, `CREATE DATABASE ${side}_sales`);
      await onDatabase(`${server}/postgres`, `CREATE DATABASE ${side}_log`);
      await openFair(`${server}/${side}_sales`);
    }
    const script = join(repository, 'infra/dist/bench/trace-sink.js');
    const sinkProcess = startProcess({ name: 'sink', script, log: join(folder, 'sink.log') });
    stop.unshift(() => sinkProcess.stop());
    const sink = `http://127.0.0.1:${(await firstMessage<{ port: number }>(sinkProcess)).port}`;
    const keys = await ensureLocalKeys(join(folder, 'keys'));
    const tokens = await exhibitorTokens(keys);

    for (let round = 1; round <= rounds; round += 1) {
      const fairs = {} as Record<Side, Traced>;
      const end: (() => Promise<void>)[] = [];
      try {
        for (const side of sides) {
          const tracing = tracingOf(side, sink);
          const [database, log] = [`${server}/${side}_sales`, `${server}/${side}_log`];
          fairs[side] = await startTracedFair({ database, log, folder, keys, tracing, stop: end });
        }
        const measure = async (side: Side, load: Load, seconds = secondsPerSlice) => {
          const { url, pids, database } = fairs[side];
          const before = coreSeconds(pids);
          const { requests, rate } = await fire(url, tokens, load, seconds);
          await until('the relay', async () => (await countSales(database)).unsent === 0);
          await pause(spansWaitMs + 100);
          return { requests, rate, seconds: coreSeconds(pids) - before };
        };
        for (const load of Object.keys(loads) as Load[]) {
          for (const side of sides) {
            await measure(side, load, secondsToWarmUp);
          }
          // There and back again: what grows or tires evenly meanwhile is the same for all.
          const slices = sides.map((): Awaited<ReturnType<typeof measure>>[] => []);
          for (const place of [0, 1, 2, 3, 3, 2, 1, 0]) {
            slices[place]?.push(await measure(sides[(place + round) % sides.length] as Side, load));
          }
          slices.forEach((both, place) => figures[load][sides[(place + round) % sides.length] as Side].push(sum(both)));
        }
      } finally {
        for (const each of end) {
          await each();
        }
      }
      process.stdout.write(`round ${round} of ${rounds}\n`);
    }
    if (!(Number(await (await fetch(sink)).text()) > 0)) {
      throw new Error('No trace came, so there is nothing to compare.');
    }
  } finally {
    for (const each of stop) {
      await each();
    }
    await rm(folder, { recursive: true, force: true });
  }
  await report(figures, { rounds, secondsPerSlice, loadBefore, trying });
}

function tracingOf(side: Side, sink: string): Record<string, string> {
  const share = shares[side];
  return share === undefined
    ? {}
    : {
        OTEL_EXPORTER_OTLP_ENDPOINT: sink,
        OTEL_TRACES_SAMPLER_ARG: share,
        OTEL_BSP_SCHEDULE_DELAY: String(spansWaitMs),
      };
}

function sum(slices: { requests: number; rate: number; seconds: number }[]) {
  const total = (of: 'requests' | 'rate' | 'seconds') => slices.reduce((all, slice) => all + slice[of], 0);
  return { coreMs: (total('seconds') * 1e3) / total('requests'), rate: total('rate') / slices.length };
}
