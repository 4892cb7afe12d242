import { initGraphQLTada } from 'gql.tada';
import type { introspection } from '../dist/graph/graph.js';

interface Scalars {
  DateTime: string;
  Decimal: string;
  LocalDate: string;
  JSON: unknown;
}

/** An operation with the types that gateway/api.graphql gives it. */
export const graphql = initGraphQLTada<{ introspection: introspection; scalars: Scalars }>();

/** The name of a mutation. */
export type Mutation = keyof introspection['types']['Mutation']['fields'];
