import { randomUUID } from 'node:crypto';
import { ask, type Answer } from './ask.js';
import { until, type OpenFair } from './open-fair.js';
import type { SmallFair } from './small-fair.js';

/** The same numbers for the same seed (Mulberry32), from 0 up to 1. */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const made = (field: string, type: string) => `mutation ($input: ${type}!) { made: ${field}(input: $input) { id } }`;
const atOnce = 6;
const away = ['SERVICE_UNAVAILABLE', 'INTERNAL'];

export interface Traffic {
  /** How many operations have been answered so far. */
  done(): number;
  /** The orders and sessions that it made. */
  made: string[];
  ended: Promise<void>;
}

/**
 * Sales, registrations and their decisions, sessions that are scheduled, moved, given other exhibitors and cancelled: in an order that
 * the seed says, from several clients at once, each of which asks again until it has an answer. A refusal is an answer too.
 */
export function randomTraffic(
  { url }: OpenFair,
  { editionId, exhibitorId, productId, venueId }: SmallFair,
  { token, count, seed }: { token: string; count: number; seed: number },
): Traffic {
  const random = randomFrom(seed);
  const orders: string[] = [];
  const sessions: string[] = [];
  const registrations: string[] = [];
  let [done, slots] = [0, 0];
  const one = <Value>(values: Value[]): Value | undefined => values[Math.floor(random() * values.length)];

  const send = async (field: string, type: string, input: object): Promise<string | undefined> => {
    const answer = await until<Answer>(
      () => ask(url, made(field, type), { input }, { token }).catch(() => ({ status: 0 })),
      ({ data, errors = [] }) =>
        Boolean(data?.made) || (errors.length > 0 && errors.every(({ extensions }) => !away.includes(extensions.code))),
      60_000,
    );
    return answer.data?.made.id as string | undefined;
  };
  const create = (field: string, type: string, input: object) =>
    send(field, type, { idempotencyKey: randomUUID(), ...input });

  const sell = async () => {
    const order = await create('recordSale', 'RecordSaleInput', {
      ...{ editionId, exhibitorId, payment: 'CASH', soldAt: '2025-01-29T11:00:00Z' },
      lines: [{ productId, quantity: 1 + Math.floor(random() * 3) }],
    });
    orders.push(...(order ? [order] : []));
  };
  const register = async () => {
    const newcomer = await create('createExhibitor', 'CreateExhibitorInput', {
      ...{ name: { fr: 'Atelier' }, kind: 'ARTISAN', sector: 'POTTERY' },
      region: one(['MARRAKECH_SAFI', 'SOUSS_MASSA', 'ORIENTAL']),
    });
    const input = { editionId, exhibitorId: newcomer };
    const registration = await create('submitRegistration', 'SubmitRegistrationInput', input);
    registrations.push(...(registration ? [registration] : []));
  };
  const decide = async () => {
    const registrationId = registrations.shift();
    if (registrationId) {
      await (random() < 0.5
        ? send('approveRegistration', 'RegistrationStepInput', { registrationId })
        : send('rejectRegistration', 'RegistrationRefusalInput', { registrationId, reason: 'LATE' }));
    }
  };
  const schedule = async () => {
    const slot = (slots += 1);
    const hour = Date.parse('2025-01-27T08:00:00Z') + (slot % 7) * 86_400_000 + Math.floor(slot / 7) * 7_200_000;
    const session = await create('scheduleSession', 'ScheduleSessionInput', {
      ...{
        editionId,
        venueId,
        kind: 'CONCERT',
        title: { fr: 'Concert' },
        exhibitorIds: random() < 0.7 ? [exhibitorId] : [],
      },
      ...{ startsAt: new Date(hour), endsAt: new Date(hour + 3_600_000) },
    });
    sessions.push(...(session ? [session] : []));
  };
  const change = async () => {
    const sessionId = one(sessions);
    if (sessionId && random() < 0.5) {
      await send('moveSession', 'MoveSessionInput', { sessionId, capacity: 20 + Math.floor(random() * 60) });
    } else if (sessionId) {
      await send('updateSession', 'UpdateSessionInput', {
        sessionId,
        exhibitorIds: random() < 0.6 ? [] : [exhibitorId],
      });
    }
  };

  const work = [sell, sell, sell, register, decide, schedule, change, change];
  const client = async () => {
    while (done < count) {
      done += 1;
      await (one(work) ?? sell)();
    }
  };
  return {
    done: () => done,
    ended: Promise.all(Array.from({ length: atOnce }, client)).then(() => undefined),
    get made() {
      return [...orders, ...sessions];
    },
  };
}
