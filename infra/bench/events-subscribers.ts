import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { followFeed, webhookHandler, type FeedFilter } from '@maarad/partner-client';
import { createClient as createSseClient } from 'graphql-sse';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { createParser } from 'eventsource-parser';
import { eventType, toldOf, type EventsFair } from './events-fair.js';

type Arrived = (id: string) => void;

/** A subscriber of one channel, that says of each event when it has it. */
export type Subscribe = (fair: EventsFair, arrived: Arrived) => Promise<() => Promise<void>>;

const filter = { types: [eventType as NonNullable<FeedFilter['types']>[number]] };
const query =
  'subscription ($filter: EventFilter) { events(filter: $filter) { cursor node { id type subject data } } }';
const idOf = (message: unknown): string =>
  (message as { data: { events: { node: { id: string } } } }).data.events.node.id;

export const overWebSocket: Subscribe = ({ url, token }, arrived) => {
  const connectionParams = { authorization: `Bearer ${token}` };
  const address = `${url.replace('http', 'ws')}/graphql`;
  const client = createClient({ url: address, webSocketImpl: WebSocket, lazy: true, connectionParams });
  const end = client.subscribe({ query, variables: { filter } }, sinkOf(arrived));
  return Promise.resolve(async () => {
    end();
    await client.dispose();
  });
};

export const overEventStream: Subscribe = ({ url, token }, arrived) => {
  const headers = { authorization: `Bearer ${token}` };
  const client = createSseClient({ url: `${url}/graphql/stream`, retryAttempts: 0, headers });
  client.subscribe({ query, variables: { filter } }, sinkOf(arrived));
  return Promise.resolve(() => Promise.resolve(client.dispose()));
};

const sinkOf = (arrived: Arrived) => ({
  next: (message: unknown) => arrived(idOf(message)),
  error: () => undefined,
  complete: () => undefined,
});

export const overStream: Subscribe = ({ url, token }, arrived) => {
  const ended = new AbortController();
  const reading = (async () => {
    for await (const { event } of followFeed({ url: `${url}/events`, token, filter, signal: ended.signal })) {
      arrived(event.id);
    }
  })();
  return Promise.resolve(() => {
    ended.abort();
    return reading;
  });
};

/** The same with next to nothing on the reader's side, so that a thousand of them measure the fair and not themselves. */
export const overBareStream: Subscribe = ({ url, token }, arrived) =>
  new Promise((resolve, reject) => {
    const parser = createParser({ onEvent: ({ data }) => arrived((JSON.parse(data) as { id: string }).id) });
    const headers = { authorization: `Bearer ${token}` };
    const request = get(`${url}/events?types=${eventType}`, { agent: false, headers }, (response) => {
      response.setEncoding('utf8').on('data', (text: string) => parser.feed(text));
      response.on('error', () => undefined);
      resolve(() => {
        request.destroy();
        return Promise.resolve();
      });
    });
    request.once('error', reject);
  });

export const overWebhook: Subscribe = async (fair, arrived) => {
  let secret = '';
  const server = createServer((request, response) => {
    void webhookHandler(request, { secret }, ({ id }) => arrived(id)).then((status) =>
      response.writeHead(status).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const partner = { idempotencyKey: url, name: { en: 'A partner' }, kind: 'OTHER' };
  const { id } = await made(fair, 'registerPartner', 'RegisterPartnerInput', 'id', partner);
  const access = { partnerId: id, exhibitorId: toldOf };
  await made(fair, 'grantPartnerAccess', 'PartnerAccessInput', 'id', access);
  const endpoint = { idempotencyKey: url, partnerId: id, url, filter };
  const answer = await made(
    fair,
    'createWebhookEndpoint',
    'CreateWebhookEndpointInput',
    'secret endpoint { id }',
    endpoint,
  );
  secret = answer.secret as string;
  return async () => {
    const { id: endpointId } = answer.endpoint as { id: string };
    await made(fair, 'deleteWebhookEndpoint', 'WebhookEndpointStepInput', 'id', { endpointId });
    server.close();
    server.closeAllConnections();
  };
};

async function made(
  { url, token }: EventsFair,
  field: string,
  type: string,
  selection: string,
  input: object,
): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({
      query: `mutation ($input: ${type}!) { made: ${field}(input: $input) { ${selection} } }`,
      variables: { input },
    }),
  });
  const { data, errors } = (await response.json()) as { data?: { made: Record<string, unknown> }; errors?: unknown };
  if (!data) {
    throw new Error(`${field}: ${JSON.stringify(errors)}`);
  }
  return data.made;
}
