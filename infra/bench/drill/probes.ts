import { setTimeout as pause } from 'node:timers/promises';
import type { ServiceName } from '../../local/processes.js';
import { services } from '../../local/processes.js';
import type { Scene } from './run-drill.js';

/** What the issue allows between the death of a service and the moment at which administrators see it. */
const shownWithinMs = 5_000;
const patienceMs = 60_000;
const betweenMs = 150;

/** What only this service can answer. */
const questions: Record<ServiceName, string> = {
  exhibitors: '{ editions(first: 1) { nodes { id } } }',
  scheduling: '{ venues { id } }',
  sales: '{ products(first: 1) { nodes { id } } }',
  training: '{ workshops(first: 1) { nodes { id } } }',
  partners: '{ events(first: 1) { nodes { id } } }',
};

/** An exhibitor with what three other services add to it. */
const acrossServices = `query ($id: ID!) {
  exhibitor(id: $id) { name { value } products(first: 1) { nodes { id } } sessions { id } enrolments { id } }
}`;
const edges: Partial<Record<ServiceName, string>> = {
  sales: 'products',
  scheduling: 'sessions',
  training: 'enrolments',
};

interface Answer {
  data?: Record<string, Record<string, unknown> | null> | null;
  errors?: { extensions?: Record<string, unknown> }[];
}

type HealthStatus = 'UP' | 'DEGRADED' | 'DOWN';

/** While a service is away: the gateway answers everything else, and says what is missing and since when. */
export async function requireOnlyMissing(scene: Scene, missing: ServiceName): Promise<void> {
  const { fair, stall, broken } = scene;
  const token = await fair.token('admin', { id: 'drill-probe' });
  const ask = async (query: string, variables: object = {}): Promise<Answer> => {
    const response = await fetch(`${fair.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  };
  const names = ({ errors = [] }: Answer): boolean =>
    errors.some(({ extensions }) => extensions?.code === 'SERVICE_UNAVAILABLE' && extensions.service === missing);
  for (const service of services) {
    const answer = await ask(questions[service]);
    if (service === missing ? !names(answer) : answer.errors) {
      broken(`without ${missing}, ${service} is answered with ${JSON.stringify(answer).slice(0, 300)}`);
    }
  }
  const edge = edges[missing];
  if (edge) {
    const answer = await ask(acrossServices, { id: stall.exhibitorId });
    const { exhibitor } = answer.data ?? {};
    const others = Object.values(edges).filter((other) => other !== edge);
    const rest = exhibitor?.name && others.every((other) => exhibitor[other]) && exhibitor[edge] === null;
    if (!rest || !names(answer)) {
      broken(`without ${missing}, an exhibitor is answered with ${JSON.stringify(answer).slice(0, 300)}`);
    }
  }
}

/** Administrators see a service change within five seconds of a moment, by what the gateway wrote down. */
export async function requireShown(
  { graph, broken }: Scene,
  service: ServiceName,
  wanted: HealthStatus[],
  at: number,
): Promise<void> {
  const query = '{ platform { services { name status since } } }';
  interface Platform {
    platform: { services: { name: string; status: HealthStatus; since: string }[] };
  }
  let last: HealthStatus | undefined;
  for (const end = Date.now() + patienceMs; Date.now() < end; await pause(betweenMs)) {
    const { platform } = await graph.ask<Platform>(query).catch(() => ({ platform: { services: [] } }));
    const seen = platform.services.find(({ name }) => name === service);
    last = seen?.status;
    if (seen && wanted.includes(seen.status)) {
      const tookMs = Date.parse(seen.since) - at;
      if (tookMs > shownWithinMs) {
        broken(`platform showed ${service} ${seen.status} after ${(tookMs / 1_000).toFixed(1)} s`);
      }
      return;
    }
  }
  broken(`platform shows ${service} ${last} instead of ${wanted.join(' or ')}`);
}

interface Readiness {
  status: number;
  checks?: Record<string, string>;
  services?: Record<string, string>;
}

/** Undefined where nobody answers. */
export async function readiness(port: number): Promise<Readiness | undefined> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/health/ready`, { signal: AbortSignal.timeout(5_000) });
    return { ...((await response.json()) as Omit<Readiness, 'status'>), status: response.status };
  } catch {
    return undefined;
  }
}
