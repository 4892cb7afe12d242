import type { ApolloGateway, GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { Data } from './data.js';

/** What Apollo Server hands to the executor of a gateway for one operation. */
export type OperationRequest = Parameters<ApolloGateway['executor']>[0];

export type OperationAnswer = Awaited<ReturnType<ApolloGateway['executor']>>;

/** What a data source is asked, and the same as the JSON that a service takes. */
export type WithBody<Context extends object = Record<string, unknown>> = GraphQLDataSourceProcessOptions<Context> & {
  body?: string;
};

/** What a service has answered, as it came. */
export interface AnswerText {
  status: number;
  body: Buffer;
  /** How long it took, in milliseconds. */
  ms: number;
}

/** A data source whose answers can be read in another way than into objects. */
export interface TextSource<Context extends object = Record<string, unknown>> extends GraphQLDataSource<Context> {
  /** @throws what `process` throws where there is no answer */
  ask(options: WithBody<Context>): Promise<AnswerText>;
  /** What `process` gives for the answer. @throws what `process` throws where it cannot be read */
  read(options: WithBody<Context>, answer: AnswerText): Awaited<ReturnType<GraphQLDataSource['process']>>;
  /** The answer was good, and somebody else has read it. */
  wasRead(answer: AnswerText): void;
}

export const isTextSource = (source: GraphQLDataSource | undefined): source is TextSource =>
  source !== undefined && 'ask' in source && 'wasRead' in source;

/** What services have said so far to one operation. Few enough to be gone through, which is done where something went wrong. */
export type Told = { service: string; body: string; answer: Promise<AnswerText> }[];

export const toldBy = (told: Told, service: string, body: string): Promise<AnswerText> | undefined =>
  told.find((each) => each.service === service && each.body === body)?.answer;

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
  /** Set where the operation was to be answered from text: nobody is asked the same again. */
  readonly told?: Told | undefined;
}

/** A part of a plan. @param at the part of the data that it completes */
export type Step = (run: Run, at: unknown) => Promise<void>;
