import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';

const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])';

const nothing = (name: string) => `${link} type Query { ${name}: String }`;

/** A small part of the fair's graph: sessions in one service, the exhibitors that they name in another, their products in a third. */
const typeDefs: Record<string, string> = {
  scheduling: `${link}
    type Query { sessions(first: Int, after: String): SessionConnection! }
    type SessionConnection { nodes: [Session!]! }
    type Session @key(fields: "id") { id: ID! title: String! kind: String! startsAt: String! endsAt: String! seatsLeft: Int! exhibitors: [Exhibitor!]! }
    type Exhibitor @key(fields: "id", resolvable: false) { id: ID! }`,
  exhibitors: `${link}
    type Query { exhibitor(id: ID!): Exhibitor }
    type Exhibitor @key(fields: "id") { id: ID! name: String! kind: String! region: String! }`,
  sales: `${link}
    type Query { product(id: ID!): Product }
    type Exhibitor @key(fields: "id") { id: ID! products: [Product!] }
    type Product @key(fields: "id") { id: ID! title: String! price: Float! left: Int! }`,
  training: nothing('workshop'),
  partners: nothing('partner'),
};

/** One page: 20 sessions, three exhibitors each, two products each. */
export const page = { sessions: 20, exhibitors: 60, products: 120 };

export interface Question {
  query: string;
  variables: Record<string, unknown>;
}

export type Kind = 'one service' | 'three services';

const sessionFields = ['title', 'kind', 'startsAt', 'endsAt', 'seatsLeft'];
const productFields = ['title', 'price', 'left'];

function text(kind: Kind, name: string, ofSession: string[], ofProduct: string[]): string {
  const exhibitors = `exhibitors { id name kind region products { id ${ofProduct.join(' ')} } }`;
  const nodes = ['id', ...ofSession, ...(kind === 'three services' ? [exhibitors] : [])].join(' ');
  return `query ${name}($first: Int, $after: String) { sessions(first: $first, after: $after) { nodes { ${nodes} } } }`;
}

/** What everybody asks. */
export const equalTexts = (kind: Kind): Question[] => [
  { query: text(kind, 'Programme', sessionFields, productFields), variables: { first: page.sessions } },
];

/** 200 texts, each with variables of its own: other names, and some fields more or less. */
export const mixedTexts = (kind: Kind): Question[] =>
  Array.from({ length: 200 }, (_, index) => {
    const some = (fields: string[], bits: number) => fields.filter((_field, bit) => bits & (1 << bit) || bit === 0);
    const query = text(kind, `Programme${index}`, some(sessionFields, ~index), some(productFields, ~(index >> 4)));
    return { query, variables: { first: page.sessions, after: `cursor-${index * 7919}` } };
  });

/** @param urls where each service is; the bare gateways read them from the file. */
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
