import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse } from 'graphql';
import { packageFolder } from '../src/package-folder.js';

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@requires", "@provides", "@external", "@interfaceObject", "@inaccessible", "@override"])';

/** Keys of several parts and of nested parts, required and provided fields, unions, lists in lists, mutations. */
const market = {
  stalls: `
    type Query { stalls(first: Int = 3, near: Place): [Stall!]!  stall(id: ID!): Stall  found(word: String): [Found]  grid: [[Stall]!] }
    type Mutation { openStall(name: String!): Stall!  closeStall(id: ID!): Stall }
    input Place { hall: String! row: Int tags: [String!] }
    union Found = Stall | Keeper
    enum Kind { CRAFT FOOD @inaccessible HONEY }
    type Stall @key(fields: "id") @key(fields: "hall number") { id: ID! hall: String! number: Int! kind: Kind keeper: Keeper! neighbours: [Stall!] area(unit: String): Float open: Boolean! goods: [Product] }
    type Keeper @key(fields: "id region { code }") { id: ID! region: Region! name: String }
    type Region @shareable { code: String! title: String }
    type Product @key(fields: "sku", resolvable: false) { sku: ID! }`,
  goods: `
    type Query { products(first: Int): [Product!]  best: Product @provides(fields: "maker { title }") }
    type Mutation { rename(sku: ID!, title: String!): Product  stock(sku: ID!, by: Int! = 1): Product! }
    scalar Json
    type Product @key(fields: "sku") { sku: ID! title: String! price: Float! weight: Int details: Json maker: Maker! stalls: [Stall!] shelves: [[Int!]]! }
    type Maker @key(fields: "name") { name: String! title: String! @external }
    type Stall @key(fields: "hall number") { hall: String! number: Int! sells: [Product!]! kind: Kind @external rating: Int @requires(fields: "kind") label: String! @requires(fields: "keeper { id region { code } }") keeper: Keeper! @external }
    enum Kind { CRAFT FOOD @inaccessible HONEY }
    type Keeper @key(fields: "id region { code }") { id: ID! region: Region! products: [Product!] }
    type Region @shareable { code: String! }`,
  makers: `
    type Query { makers: [Maker!]! }
    type Mutation { praise(name: String!): Maker }
    type Maker @key(fields: "name") { name: String! title: String! @shareable since: Int products: [Product] }
    type Product @key(fields: "sku") { sku: ID! price: Float! @external weight: Int @external postage: Float @requires(fields: "price weight") }`,
};

/** Interfaces that are entities, interface objects, interfaces of interfaces. */
const media = {
  catalogue: `
    type Query { media(first: Int): [Media]!  node(id: ID!): Node  top: Media  books: [Book!] }
    type Mutation { add(title: String!): Media }
    interface Node { id: ID! }
    interface Media implements Node @key(fields: "id") { id: ID! title: String! related: [Media!] parent: Media }
    type Book implements Media & Node @key(fields: "id") { id: ID! title: String! related: [Media!] parent: Media pages: Int! author: Person! }
    type Film implements Media & Node @key(fields: "id") { id: ID! title: String! related: [Media!] parent: Media minutes: Int director: Person }
    type Person implements Node @key(fields: "id") { id: ID! name: String! works: [Media] }`,
  reviews: `
    type Query { reviews: [Review!]!  latest: Media }
    type Media @key(fields: "id") @interfaceObject { id: ID! reviews(first: Int): [Review!]! score: Float stars: Int @requires(fields: "title") title: String! @external }
    type Review { id: ID! text: String of: Media by: Person! }
    type Person @key(fields: "id") { id: ID! reviews: [Review] }`,
  loans: `
    type Query { loans: [Loan] }
    type Book @key(fields: "id") { id: ID! pages: Int! @external heavy: Boolean! @requires(fields: "pages") loans: [Loan!] }
    type Film @key(fields: "id") { id: ID! loans: [Loan!]! }
    union Lent = Book | Film
    type Loan { what: Lent! days: Int! lateFee: Float borrower: Person }
    type Person @key(fields: "id") { id: ID! borrowed: [Lent!] }`,
};

/** Names that members of a union use for different things, types that several services share, long ways from key to key. */
const desk = {
  inbox: `
    type Query { items(first: Int): [Item!]!  item(id: ID): Item  me: Agent! }
    union Item = Ticket | Call | Note
    type Ticket @key(fields: "id") { id: ID! value: Int! owner: Agent! tags: [String!]! @shareable }
    type Call @key(fields: "id") { id: ID! value: String length: Float owner: Agent }
    type Note @shareable { text: String! value: [Int!] about: Item }
    type Agent @key(fields: "id") { id: ID! }`,
  people: `
    type Query { agents: [Agent!]! }
    interface Named { name: String! }
    type Agent implements Named @key(fields: "id") @key(fields: "email") { id: ID! email: String! name: String! team: Team boss: Agent }
    type Team implements Named @key(fields: "name") { name: String! agents: [Agent!]! }`,
  work: `
    type Query { busiest: Agent }
    type Mutation { assign(ticket: ID!, to: String): Ticket }
    type Agent @key(fields: "email") { email: String! open: [Item!] load: Int! history: [[Item]] }
    union Item = Ticket | Call | Note
    type Ticket @key(fields: "id") { id: ID! value: Int! @external urgent: Boolean @requires(fields: "value") tags: [String!]! @shareable log: [Note!] }
    type Call @key(fields: "id") { id: ID! notes: [Note] callback: Call }
    type Note @shareable { text: String! value: [Int!] about: Item }
    type Team @key(fields: "name") { name: String! goals(year: Int!): [Goal!] }
    type Goal { title: String! done: Boolean }`,
};

function composed(subgraphs: Record<string, string>): string {
  const { supergraphSdl, errors } = composeServices(
    Object.entries(subgraphs).map(([name, sdl]) => ({
      name,
      typeDefs: parse(link + sdl),
      url: 'http://nowhere.invalid',
    })),
  );
  if (!supergraphSdl) {
    throw new Error(errors?.join('\n'));
  }
  return supergraphSdl;
}

/** Supergraphs over which the two executors are compared; the first is the fair's own. */
export const executorGraphs: Record<string, () => string> = {
  maarad: () => readFileSync(join(packageFolder, 'supergraph.graphql'), 'utf8'),
  market: () => composed(market),
  media: () => composed(media),
  desk: () => composed(desk),
};
