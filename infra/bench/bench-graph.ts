import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

const nothing = (name: string) => `${link} type Query { ${name}: String }`;

/** A small part of the fair's graph: sessions in one service, the exhibitors that they name in another. */
const typeDefs: Record<string, string> = {
  scheduling: `${link}
    type Query { sessions(first: Int): SessionConnection! }
    type SessionConnection { nodes: [Session!]! }
    type Session @key(fields: "id") { id: ID! title: String! kind: String! startsAt: String! endsAt: String! seatsLeft: Int! exhibitor: Exhibitor }
    type Exhibitor @key(fields: "id", resolvable: false) { id: ID! }`,
  exhibitors: `${link}
    type Query { exhibitor(id: ID!): Exhibitor }
    type Exhibitor @key(fields: "id") { id: ID! name: String! kind: String! region: String! }`,
  sales: nothing('product'),
  training: nothing('workshop'),
  partners: nothing('partner'),
};

export const operation = `query Programme($first: Int) {
  sessions(first: $first) { nodes { id title kind startsAt endsAt seatsLeft exhibitor { id name kind region } } }
}`;

export const page = 20;

/** @param urls where each service is; the bare gateway reads them from the file. */
export function composeBenchGraph(urls: Record<string, string>): string {
  const services = Object.entries(typeDefs).map(([name, sdl]) => ({
    name,
    typeDefs: parse(sdl),
    url: `${urls[name]}/graphql`,
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) {
    throw new Error(errors?.join('\n'));
  }
  return supergraphSdl;
}
