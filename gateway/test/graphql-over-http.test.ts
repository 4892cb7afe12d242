import 'reflect-metadata';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { serverAudits, type Audit, type AuditResult } from 'graphql-http';
import { openCannedFair, type CannedFair } from './canned-fair.js';

/** From what the specification wants to what it forbids. */
const worse: AuditResult['status'][] = ['ok', 'notice', 'warn', 'error'];

let fair: CannedFair;
let apollo: ApolloServer;
let alone: Map<string, AuditResult['status']>;

beforeAll(async () => {
  fair = await openCannedFair();
  apollo = new ApolloServer({ typeDefs: 'type Query { whoAmI: String }' });
  const { url } = await startStandaloneServer(apollo, { listen: { port: 0, host: '127.0.0.1' } });
  alone = new Map();
  for (const { id, fn } of serverAudits({ url })) {
    alone.set(id, (await fn()).status);
  }
});
afterAll(async () => {
  await apollo.stop();
  await fair.close();
});

const audits: Audit[] = serverAudits({ url: () => `${fair.url}/graphql` });

test.each(audits.map(({ id, name, fn }) => ({ id, name, fn })))('$id $name', async ({ id, name, fn }) => {
  const result = await fn();
  const reason = 'reason' in result ? result.reason : '';
  expect({ reason, must: name.startsWith('MUST') && result.status === 'error' }).toEqual({ reason, must: false });
  const atApollo = alone.get(id) as AuditResult['status'];
  expect({ reason, isWorse: worse.indexOf(result.status) > worse.indexOf(atApollo) }).toEqual({
    reason,
    isWorse: false,
  });
});
