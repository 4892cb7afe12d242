import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { page } from './bench-graph.js';

/** Services that answer at once with what was written down before: what is measured is the gateway in front of them. */
const sessions = Array.from({ length: page }, (_, index) => ({
  __typename: 'Session',
  id: `0197a000-0000-7000-8000-0000000000${String(index).padStart(2, '0')}`,
  title: `ورشة ${index + 1}`,
  kind: 'WORKSHOP',
  startsAt: '2025-01-28T09:00:00Z',
  endsAt: '2025-01-28T10:30:00Z',
  seatsLeft: 30 - index,
  exhibitor: {
    __typename: 'Exhibitor',
    id: `0197b000-0000-7000-8000-0000000000${String(index % 10).padStart(2, '0')}`,
  },
}));

const entities = sessions.map((_, index) => ({
  __typename: 'Exhibitor',
  name: `تعاونية ${(index % 10) + 1}`,
  kind: 'CRAFT_COOPERATIVE',
  region: 'MARRAKECH_SAFI',
}));

const answers = {
  sessions: Buffer.from(JSON.stringify({ data: { sessions: { nodes: sessions } } })),
  entities: Buffer.from(JSON.stringify({ data: { _entities: entities } })),
};

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const answer = Buffer.concat(chunks).includes('_entities') ? answers.entities : answers.sessions;
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer);
  });
});
server.keepAliveTimeout = 75_000;
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.once('disconnect', () => process.exit(0));
