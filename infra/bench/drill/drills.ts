import { setTimeout as pause } from 'node:timers/promises';
import type { ProcessName } from '../../local/fair.js';
import { services, type ServiceName } from '../../local/processes.js';
import { readiness, requireOnlyMissing, requireShown } from './probes.js';
import { eventually, type Drill, type Scene } from './run-drill.js';

const awayMs = 6_000;
const relayKills = 5;
const stormMs = 60_000;
const stormEveryMs = 2_000;

const stopped = (service: ServiceName): Drill => ({
  name: service,
  missing: service,
  killed: `${service}, for ${awayMs / 1_000} s`,
  disturb: async (scene) => {
    const { fair, broken } = scene;
    const killedAt = Date.now();
    fair.keepDown(service);
    await requireShown(scene, service, ['DOWN'], killedAt);
    await requireOnlyMissing(scene, service);
    const gateway = await readiness(fair.port('gateway'));
    if (gateway?.status !== 200 || gateway.services?.[service] !== 'down') {
      broken(`the gateway says of itself ${JSON.stringify(gateway)} without ${service}`);
    }
    await pause(Math.max(0, killedAt + awayMs - Date.now()));
    fair.bringBack(service);
    await requireReady(scene, service);
    await requireShown(scene, service, ['UP'], Date.now());
  },
});

const gateway: Drill = {
  name: 'gateway',
  killed: `the gateway, for ${awayMs / 2_000} s`,
  disturb: async ({ fair }) => {
    fair.keepDown('gateway');
    await pause(awayMs / 2);
    fair.bringBack('gateway');
  },
};

/** Killed at a moment at which sales are committed and not sent, until that was hit. */
const relay: Drill = {
  name: 'relay',
  killed: `sales, ${relayKills} times between commit and send`,
  disturb: async (scene) => {
    const { fair, books, broken } = scene;
    let hit = 0;
    for (let kill = 0; kill < relayKills; kill += 1) {
      await eventually(async () => (await books.unsent('sales')) > 0);
      const victim = fair.pid('sales');
      fair.keepDown('sales');
      await eventually(() => Promise.resolve(fair.pid('sales') === undefined));
      hit += (await books.unsent('sales')) > 0 ? 1 : 0;
      fair.bringBack('sales');
      await requireReady(scene, 'sales');
      await eventually(async () => fair.pid('sales') !== victim && (await books.unsent('sales')) === 0);
    }
    if (hit === 0) {
      broken('no kill came between commit and send: nothing was shown');
    }
  },
};

const eventLog: Drill = {
  name: 'log',
  killed: `the event log, for ${awayMs / 1_000} s`,
  disturb: async (scene) => {
    const { fair, log, load, broken } = scene;
    await log.takeAway();
    await pause(awayMs / 2);
    const before = load.outcome.writes;
    await pause(awayMs / 2);
    if (load.outcome.writes === before) {
      broken('nothing is taken while the log is away');
    }
    for (const service of services) {
      const own = await readiness(fair.port(service));
      if (own?.status !== 503 || own.checks?.eventLog !== 'down' || own.checks.database !== 'up') {
        broken(`${service} says of itself ${JSON.stringify(own)} without the log`);
      }
    }
    await log.bringBack();
  },
};

const database = (service: ServiceName): Drill => ({
  name: `database-${service}`,
  missing: service,
  killed: `the database of ${service}, for ${awayMs / 1_000} s`,
  disturb: async (scene) => {
    const { fair, books, broken } = scene;
    const closedAt = Date.now();
    await books.closeDatabase(`maarad_${service}`);
    await requireShown(scene, service, ['DEGRADED', 'DOWN'], closedAt);
    await requireOnlyMissing(scene, service);
    const own = await readiness(fair.port(service));
    if (own?.status !== 503 || own.checks?.database !== 'down') {
      broken(`${service} says of itself ${JSON.stringify(own)} without its database`);
    }
    await pause(Math.max(0, closedAt + awayMs - Date.now()));
    await books.openDatabase(`maarad_${service}`);
    const openedAt = Date.now();
    await requireReady(scene, service);
    await requireShown(scene, service, ['UP'], openedAt);
  },
});

const receiver: Drill = {
  name: 'receiver',
  killed: `a receiver of webhooks, for ${awayMs / 1_000} s`,
  disturb: async ({ webhook }) => {
    await webhook.die();
    await pause(awayMs);
    await webhook.comeBack();
  },
};

const storm: Drill = {
  name: 'storm',
  killed: `one process every ${stormEveryMs / 1_000} s for ${stormMs / 1_000} s`,
  disturb: async ({ fair }) => {
    const turn: ProcessName[] = [...services, 'gateway'];
    for (let kill = 0; kill < stormMs / stormEveryMs; kill += 1) {
      // One that is still dead from the last time is passed over.
      const victim = turn.find((name) => fair.pid(name) !== undefined);
      if (victim) {
        fair.kill(victim);
        turn.push(...turn.splice(turn.indexOf(victim), 1));
      }
      await pause(stormEveryMs);
    }
  },
};

export const drills: Drill[] = [
  ...services.map(stopped),
  gateway,
  relay,
  eventLog,
  database('sales'),
  database('partners'),
  receiver,
  storm,
];

async function requireReady({ fair, broken }: Scene, service: ServiceName): Promise<void> {
  if (!(await eventually(async () => (await readiness(fair.port(service)))?.status === 200, 60_000))) {
    broken(`${service} is not ready a minute after it was brought back`);
  }
}
