import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { breakingChanges } from './breaking-changes.js';
import { composeGraph, CompositionFailed } from './compose-graph.js';
import { driftOf } from './drift.js';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';
const halls = {
  name: 'exhibitors',
  url: 'http://127.0.0.1:4001/graphql',
  sdl: `${link} type Query { hall: Hall } type Hall @key(fields: "id") { id: ID! name: String }`,
};
const venues = (sdl: string) => ({ name: 'scheduling', url: 'http://127.0.0.1:4002/graphql', sdl: `${link} ${sdl}` });

test('composes subgraphs into one graph that knows where each is and shows front-ends none of it', () => {
  const { supergraph, api } = composeGraph([
    halls,
    venues('type Query { venue: Hall } type Hall @key(fields: "id", resolvable: false) { id: ID! }'),
  ]);
  expect(supergraph).toContain('@join__graph(name: "scheduling", url: "http://127.0.0.1:4002/graphql")');
  expect(api).toContain('venue: Hall');
  expect(api).not.toContain('join__');
});

test('says what does not fit together', () => {
  expect(() =>
    composeGraph([halls, venues('type Query { x: Int } type Hall @key(fields: "id") { id: ID! name: Int }')]),
  ).toThrow(CompositionFailed);
});

test('a front-end breaks when a field goes or may be null, and not when one comes', () => {
  const before = 'type Query { hall: String! stand: String }';
  expect(breakingChanges(before, 'type Query { hall: String }', [])).toEqual([
    'Query.stand was removed.',
    'Query.hall changed type from String! to String.',
  ]);
  expect(breakingChanges(before, 'type Query { hall: String! stand: String! more: Int }', [])).toEqual([]);
});

test('a break that was accepted with its reason is none', () => {
  expect(
    breakingChanges('type Query { a: Int b: Int }', 'type Query { a: Int }', [
      { change: 'Query.b was removed.', reason: 'nobody asked it' },
    ]),
  ).toEqual([]);
});

test('shows what a file lacks, and nothing when it is as it should be', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'maarad-drift-')), 'schema.graphql');
  writeFileSync(file, 'one\ntwo\n');
  expect(driftOf(file, 'one\ntwo\n')).toBeUndefined();
  expect(driftOf(file, 'one\nthree\n')).toMatch(/-two\n\+three/);
  expect(driftOf(`${file}.none`, 'one\n')).toBeDefined();
});
