import { GraphQLDateTime } from 'graphql-scalars';

/** An instant, in UTC. */
export const DateTime = GraphQLDateTime;
