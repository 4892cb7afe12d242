import { GraphQLJSON } from 'graphql-scalars';

/** Any JSON value: for what has a schema of its own, such as an event's data. */
export const Json = GraphQLJSON;
