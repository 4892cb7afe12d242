import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { NewEvent } from '@maarad/shared/contracts';
import { createLogger } from '@maarad/shared/telemetry';
import { testService, type TestService } from '@maarad/shared/testing';
import { partnersServiceOf } from '../service.js';
import { webhookBell } from '../webhooks/dispatch/webhook-bell.js';
import { WebhookDispatcher } from '../webhooks/dispatch/webhook-dispatcher.js';
import { localToo } from '../webhooks/sending/address-rules.js';
import { KeySeal } from '../webhooks/sending/key-seal.js';
import { WebhookSender } from '../webhooks/sending/send-webhook.js';
import { actingForPartner, anEndpoint, aPartner } from './builders.js';
import { openReceiver, type Reaction, type Receiver } from './receiver.js';

export const second = 1_000;
export const idOf = ({ event }: NewEvent): string => event.id as string;

/** No test waits for it: what a busy machine does late must not count as no answer. */
const patienceMs = 120_000;
export const webhooks = {
  seal: new KeySeal(randomBytes(32).toString('hex')),
  rules: localToo,
};
const ask = `query ($id: ID!) { webhookEndpoint(id: $id) {
  status disabledReason failures failingSince pausedUntil replaying
  deliveries(first: 100) { nodes {
    id status nextAttemptAt finishedAt event { id type subject } attempts { statusCode error response } } } } }`;

/** Reads until it holds, for as long as a test may take. */
export async function eventually<Value>(read: () => Promise<Value>, holds: (value: Value) => boolean): Promise<Value> {
  let value = await read();
  for (let attempt = 0; attempt < 5_000 && !holds(value); attempt += 1) {
    await pause(20);
    value = await read();
  }
  return value;
}

/** A partners service in process whose partner has receivers on loopback. */
export interface WebhookTest {
  service: TestService;
  partner: string;
  own: { as: ReturnType<typeof actingForPartner> };
  /** Opens a receiver with an endpoint for it. */
  receiver(
    react?: Reaction,
    overrides?: Record<string, unknown>,
  ): Promise<Receiver & { id: string; secret: string; publicKey: string }>;
  /** Starts a dispatcher, over the service's database or another connection to it. */
  dispatch(database?: DataSource): WebhookDispatcher;
  /** Goes on to a moment of the fair's clock. */
  at(instant: number): void;
  /** An endpoint as its partner sees it. */
  endpoint(id: string): Promise<any>;
  /** The same once none of its deliveries waits. */
  settled(id: string): Promise<any>;
  /** The same once its latest delivery has had so many attempts. */
  attempted(id: string, times: number): Promise<any>;
  /** Runs a mutation of one input as the partner. */
  change(name: string, type: string, input: Record<string, unknown>, selection?: string): Promise<any>;
  close(): Promise<void>;
}

export async function webhookTest(): Promise<WebhookTest> {
  const service = await testService(partnersServiceOf(webhooks));
  const partner = await aPartner(service);
  const receivers: Receiver[] = [];
  const dispatchers: WebhookDispatcher[] = [];
  const own = { as: actingForPartner(partner) };
  const endpoint = async (id: string) => (await service.data(ask, { id }, own)).webhookEndpoint;
  return {
    service,
    partner,
    own,
    async receiver(react, overrides) {
      const opened = await openReceiver(react);
      receivers.push(opened);
      return Object.assign(opened, await anEndpoint(service, partner, { url: opened.url, ...overrides }));
    },
    dispatch(database = service.database) {
      const { clock } = service.context();
      const logger = createLogger('test', 'silent');
      const started = new WebhookDispatcher({
        database,
        clock,
        logger,
        sender: new WebhookSender(webhooks.rules, patienceMs),
        seal: webhooks.seal,
      });
      started.start();
      dispatchers.push(started);
      return started;
    },
    at(instant) {
      service.setNow(new Date(instant));
      webhookBell(service.database).ring();
    },
    endpoint,
    async settled(id) {
      const isDone = ({ status }: { status: string }) => status !== 'PENDING';
      await eventually(
        () => endpoint(id),
        ({ deliveries }) => deliveries.nodes.every(isDone),
      );
      return endpoint(id);
    },
    async attempted(id, times) {
      await eventually(
        () => endpoint(id),
        ({ deliveries }) => deliveries.nodes[0]?.attempts.length === times,
      );
      return endpoint(id);
    },
    change: async (name, type, input, selection = '{ __typename }') =>
      (await service.data(`mutation ($input: ${type}!) { ${name}(input: $input) ${selection} }`, { input }, own))[name],
    async close() {
      await Promise.all(dispatchers.map((one) => one.stop()));
      await Promise.all(receivers.map((one) => one.close()));
      await service.close();
    },
  };
}
