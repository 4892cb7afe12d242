import type { ApolloGateway, GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { Data } from './data.js';

/** What Apollo Server hands to the executor of a gateway for one operation. */
export type OperationRequest = Parameters<ApolloGateway['executor']>[0];

export type OperationAnswer = Awaited<ReturnType<ApolloGateway['executor']>>;

/** What a data source is asked, and the same as the JSON that a service takes. */
export type WithBody<Context extends object = Record<string, unknown>> = GraphQLDataSourceProcessOptions<Context> & {
  body?: string;
};

export type DataSources = ReadonlyMap<string, GraphQLDataSource>;

/** One operation on its way through its compiled plan. */
export interface Run {
  readonly request: OperationRequest;
  readonly sources: DataSources;
  /** As the caller gave them: defaults are the services' and the conditions' business. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What the services have told so far. */
  readonly data: Data;
  readonly errors: unknown[];
}

/** A part of a plan. @param at the part of the data that it completes */
export type Step = (run: Run, at: unknown) => Promise<void>;
