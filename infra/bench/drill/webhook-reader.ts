import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { webhookHandler } from '@maarad/partner-client';
import type { Fair } from '../../local/fair.js';
import { graphClient, type GraphClient } from '../../local/load/graph-client.js';
import { mutation } from '../../local/load/operations.js';
import type { Channel } from './readers.js';

/** A partner with a server of its own. */
export interface Webhook extends Channel {
  /** The server is gone: answers that are on their way too. */
  die(): Promise<void>;
  comeBack(): Promise<void>;
  /** The ids of all events that the partner may see, as the feed has them by now. */
  visible(): Promise<Set<string>>;
}

interface Page {
  events: { nodes: { id: string }[]; pageInfo: { endCursor: string | null; hasNextPage: boolean } };
}

const history = `query ($after: String) {
  events(first: 100, after: $after) { nodes { id } pageInfo { endCursor hasNextPage } }
}`;

export async function openWebhook(fair: Fair, graph: GraphClient): Promise<Webhook> {
  const ids: string[] = [];
  let secret = '';
  const listen = (port: number) =>
    new Promise<Server>((resolve) => {
      const server = createServer((request, response) => {
        void webhookHandler(request, { secret, onError: () => undefined }, ({ id }) => ids.push(id)).then((status) =>
          response.writeHead(status).end(),
        );
      });
      server.listen(port, '127.0.0.1', () => resolve(server));
    });
  let server = await listen(0);
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}/`;
  const create = async <Made>(field: string, type: string, selection: string, input: object) =>
    (await graph.ask<{ made: Made }>(mutation(field, type, selection), { input: { idempotencyKey: url, ...input } }))
      .made;
  const partner = { name: { fr: 'Conseil régional' }, kind: 'REGIONAL_COUNCIL' };
  const { id: partnerId } = await create<{ id: string }>('registerPartner', 'RegisterPartnerInput', 'id', partner);
  const endpoint = { partnerId, url, after: '0' };
  const shown = await create<{ secret: string }>(
    ...(['createWebhookEndpoint', 'CreateWebhookEndpointInput', 'secret', endpoint] as const),
  );
  ({ secret } = shown);

  const reader = graphClient(fair.url, await fair.token('partner', { partnerId }));
  const seen = new Set<string>();
  let after = '0';
  const die = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return {
    ...{ name: 'webhook', ids, exactlyOnce: false, die, close: die },
    comeBack: async () => {
      server = await listen(port);
    },
    visible: async () => {
      for (let more = true; more;) {
        const { nodes, pageInfo } = (await reader.ask<Page>(history, { after })).events;
        nodes.forEach(({ id }) => seen.add(id));
        after = pageInfo.endCursor ?? after;
        more = pageInfo.hasNextPage;
      }
      return seen;
    },
  };
}
