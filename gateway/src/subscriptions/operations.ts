import type { ApolloServer } from '@apollo/server';
import { scopeFrom } from '@maarad/shared/telemetry';
import type { FormattedExecutionResult } from 'graphql';
import type { Caller, Doorkeeper, RequestContext } from '../request-context.js';

export interface SingleOperation {
  query: string;
  operationName?: string | null;
  variables?: Record<string, unknown> | null;
  /** May name the operation, as over HTTP. */
  extensions?: Record<string, unknown> | null | undefined;
}

/** Runs a query or a mutation that came over a connection made for subscriptions, as `POST /graphql` would. */
export async function runOperation(
  { server, doorkeeper }: { server: ApolloServer<RequestContext>; doorkeeper: Doorkeeper },
  { query, operationName, variables }: SingleOperation,
  { principal, allowance }: Caller,
  language: string | undefined,
): Promise<FormattedExecutionResult> {
  const scope = scopeFrom(undefined, undefined);
  const { body } = await server.executeOperation(
    { query, operationName: operationName ?? undefined, variables: variables ?? undefined },
    { contextValue: await doorkeeper.contextOf(principal, scope, language, allowance) },
  );
  if (body.kind !== 'single') {
    throw new Error('the graph answers in one piece');
  }
  return body.singleResult;
}
