import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceName } from '../../local/processes.js';
import type { DrillFair } from './drill-fair.js';
import { Load, clientPatienceMs } from './load.js';
import { comparedWith, heardOver, type Heard } from './verdict.js';
import type { Writes } from './writes.js';

/** What is broken on purpose, while clients write and subscribers read. */
export interface Drill {
  name: string;
  /** In the words of the table. */
  killed: string;
  /** The service that errors have to name meanwhile, and no other. */
  missing?: ServiceName;
  /** Resolves once everything that it took away has been told to come back. Says what did not hold meanwhile. */
  disturb(scene: Scene): Promise<void>;
}

export interface Scene extends DrillFair {
  load: Load;
  /** Takes down a promise that was not kept. */
  broken(promise: string): void;
}

export interface Verdict {
  drill: Drill;
  writes: number;
  lost: number;
  doubled: number;
  events: number;
  heard: Heard[];
  longestMs: number;
  /** From the order to come back until everything committed by then had reached every subscriber, in seconds. */
  recoveredSeconds: number;
  broken: string[];
}

/** Where what the load makes is kept. */
const places: [ServiceName, string][] = [
  ...(['exhibitors', 'registrations'] as const).map((table): [ServiceName, string] => ['exhibitors', table]),
  ...(['orders', 'products'] as const).map((table): [ServiceName, string] => ['sales', table]),
  ['scheduling', 'sessions'],
  ['training', 'enrolments'],
  ['partners', 'partners'],
];

const beforeMs = 1_500;
const afterMs = 500;
/** So long nothing else comes, and then nothing is expected to. */
const quietMs = 1_000;
const patienceMs = 60_000;

/** Breaks what the drill breaks under load, waits until all is well again, and counts. */
export async function runDrill(fair: DrillFair, drill: Drill, writes: Writes): Promise<Verdict> {
  const { books, channels, webhook } = fair;
  const broken: string[] = [];
  const known = await books.events();
  const rowsBefore = await rowsOf(fair);
  channels.forEach(({ ids }) => ids.splice(0));

  const committed = async () => new Map([...(await books.events())].filter(([id]) => !known.has(id)));
  /** What of these events must come over a channel. */
  const expectedOver = async (name: string, ids: string[]): Promise<string[]> => {
    const visible = name === webhook.name ? await webhook.visible() : undefined;
    return visible ? ids.filter((id) => visible.has(id)) : ids;
  };
  const reachedAll = async (ids: string[]): Promise<boolean> => {
    for (const channel of channels) {
      const had = new Set(channel.ids);
      if (!(await expectedOver(channel.name, ids)).every((id) => had.has(id))) {
        return false;
      }
    }
    return true;
  };

  const load = new Load(fair.fair, writes);
  await pause(beforeMs);
  await drill.disturb({ ...fair, load, broken: (promise) => broken.push(promise) });
  const told = performance.now();
  const byThen = [...(await committed()).keys()];
  if (!(await eventually(() => reachedAll(byThen)))) {
    broken.push(`not all subscribers had everything after ${patienceMs / 1_000} s`);
  }
  const recoveredSeconds = (performance.now() - told) / 1_000;
  await pause(afterMs);
  const outcome = await load.stop();
  const drained = await eventually(
    async () => (await books.unsent()) === 0 && (await reachedAll([...(await committed()).keys()])),
  );
  if (!drained) {
    broken.push(`${await books.unsent()} events are not sent, or not with every subscriber`);
  }
  await pause(quietMs);

  const events = await committed();
  const all = new Map([...known, ...events]);
  const heard: Heard[] = [];
  for (const channel of channels) {
    const found = heardOver(channel, all, await expectedOver(channel.name, [...events.keys()]));
    heard.push(found);
    const unkept = found.missing + found.outOfOrder + found.invented + (channel.exactlyOnce ? found.doubled : 0);
    if (unkept > 0) {
      broken.push(`${found.name}: ${JSON.stringify(found)}`);
    }
  }
  const { lost, doubled } = await comparedRows(fair, rowsBefore, outcome.accepted);
  if (lost + doubled > 0) {
    broken.push(`${lost} accepted writes are lost and ${doubled} doubled`);
  }
  const parked = await books.parked();
  if (parked > 0) {
    broken.push(`${parked} events are parked`);
  }
  if (outcome.timedOut > 0) {
    broken.push(`${outcome.timedOut} clients had no answer within their ${clientPatienceMs / 1_000} s`);
  }
  if (outcome.unexpected.length > 0) {
    const kinds = [...new Set(outcome.unexpected)].slice(0, 3);
    broken.push(`${outcome.unexpected.length} answers that a client cannot go by, such as ${kinds.join('; ')}`);
  }
  const named = [...outcome.named.keys()].sort().join(', ');
  if (drill.missing && named !== drill.missing) {
    broken.push(`errors name ${named || 'nobody'} instead of ${drill.missing}`);
  }
  if (outcome.writes === 0 || events.size === 0) {
    broken.push('nothing was written');
  }
  const { longestMs } = outcome;
  return {
    drill,
    writes: outcome.writes,
    lost,
    doubled,
    events: events.size,
    heard,
    longestMs,
    recoveredSeconds,
    broken,
  };
}

async function rowsOf({ books }: DrillFair): Promise<Map<string, Set<string>>> {
  const rows = await Promise.all(
    places.map(async ([service, table]) => [`${service}.${table}`, await books.idsIn(service, table)] as const),
  );
  return new Map(rows);
}

async function comparedRows(
  fair: DrillFair,
  before: Map<string, Set<string>>,
  accepted: Map<string, string[]>,
): Promise<{ lost: number; doubled: number }> {
  const sum = { lost: 0, doubled: 0 };
  for (const [place, rows] of await rowsOf(fair)) {
    const made = new Set([...rows].filter((id) => !before.get(place)?.has(id)));
    const { lost, doubled } = comparedWith(made, accepted.get(place) ?? []);
    sum.lost += lost;
    sum.doubled += doubled;
  }
  return sum;
}

/** Whether it came to hold in time; what throws does not hold yet. */
export async function eventually(holds: () => Promise<boolean>, withinMs = patienceMs): Promise<boolean> {
  for (const end = Date.now() + withinMs; ;) {
    if (await holds().catch(() => false)) {
      return true;
    }
    if (Date.now() > end) {
      return false;
    }
    await pause(100);
  }
}
