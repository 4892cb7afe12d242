import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { page } from './bench-graph.js';

/** Services that answer at once with what was written down before: what is measured is the gateway in front of them. */
const id = (kind: string, index: number) => `0197${kind}000-0000-7000-8000-000000${String(index).padStart(6, '0')}`;

const sessions = Array.from({ length: page.sessions }, (_, index) => ({
  __typename: 'Session',
  id: id('a', index),
  title: `ورشة ${index + 1}`,
  kind: 'WORKSHOP',
  startsAt: '2025-01-28T09:00:00Z',
  endsAt: '2025-01-28T10:30:00Z',
  seatsLeft: 30 - index,
  exhibitors: [0, 1, 2].map((offset) => ({ __typename: 'Exhibitor', id: id('b', index * 3 + offset) })),
}));

const exhibitors = Array.from({ length: page.exhibitors }, (_, index) => ({
  __typename: 'Exhibitor',
  id: id('b', index),
  name: `تعاونية ${index + 1}`,
  kind: 'CRAFT_COOPERATIVE',
  region: 'MARRAKECH_SAFI',
}));

const stalls = Array.from({ length: page.exhibitors }, (_, index) => ({
  __typename: 'Exhibitor',
  id: id('b', index),
  products: [0, 1].map((offset) => ({
    __typename: 'Product',
    id: id('c', index * 2 + offset),
    title: `منتوج ${index * 2 + offset + 1}`,
    price: 12.5 + index,
    left: 100 - index,
  })),
}));

const answers = {
  sessions: Buffer.from(JSON.stringify({ data: { sessions: { nodes: sessions } } })),
  exhibitors: Buffer.from(JSON.stringify({ data: { _entities: exhibitors } })),
  stalls: Buffer.from(JSON.stringify({ data: { _entities: stalls } })),
};

let asked = 0;

/** Whether each answer differs from all before: then nobody can make use of what it was told the last time. */
let isNew = false;

/** The same data with a number behind it. */
function numbered(answer: Buffer): Buffer {
  const number = Buffer.from(`,"extensions":{"nth":${asked}}}`);
  return Buffer.concat([answer.subarray(0, -1), number]);
}

const server = createServer((request, response) => {
  if (request.method === 'GET') {
    isNew = request.url === '/new' || (isNew && request.url !== '/same');
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ asked }));
    return;
  }
  asked += 1;
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks);
    const same = !body.includes('_entities')
      ? answers.sessions
      : body.includes('products')
        ? answers.stalls
        : answers.exhibitors;
    const answer = isNew ? numbered(same) : same;
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': answer.length }).end(answer);
  });
});
server.keepAliveTimeout = 75_000;
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
process.once('disconnect', () => process.exit(0));
