import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import type { FetchNode } from '@apollo/query-planner';
import { isOwn, type Data } from './data.js';
import type { PlanPath } from './entities-at.js';
import type { Run, WithBody } from './run.js';

/** What a fetch needs to know of the operation that it is part of. */
export type Asking = Pick<Run, 'request' | 'sources' | 'variables'>;

/** What a fetch asks its service. */
export interface FetchRequest {
  /** What the operation's variables give it. */
  variablesOf(run: Asking): Data;
  /** What the service is sent, as JSON. @param representations each as JSON, with commas between them */
  bodyOf(variables: Data, representations: string | undefined): string;
  /** @throws Error when there is no such service */
  sourceOf(run: Asking): GraphQLDataSource;
  optionsOf(run: Asking, variables: Data, body: string): WithBody;
}

export function fetchRequest(node: FetchNode, path: PlanPath): FetchRequest {
  const { serviceName, operation, operationName, operationDocumentNode } = node;
  return {
    variablesOf: variablePicker(node),
    bodyOf: bodyWriter(node),
    sourceOf({ sources }) {
      const source = sources.get(serviceName);
      if (!source) {
        throw new Error(`Couldn't find service with name "${serviceName}"`);
      }
      return source;
    },
    optionsOf: ({ request }, variables, body) =>
      ({
        kind: 'incoming operation' as GraphQLDataSourceProcessOptions['kind'],
        request: { query: operation, variables, operationName, http: undefined },
        incomingRequestContext: request,
        context: request.context,
        document: operationDocumentNode,
        pathInIncomingRequest: path,
        body,
      }) as WithBody,
  };
}

function variablePicker({ variableUsages }: FetchNode): FetchRequest['variablesOf'] {
  return ({ variables }) => {
    const picked: Data = {};
    for (const name of variableUsages ?? []) {
      if (isOwn(variables, name) && variables[name] !== undefined) {
        picked[name] = variables[name];
      }
    }
    return picked;
  };
}

/** Most of what a service is sent is the same for every request. */
function bodyWriter({ operation, operationName }: FetchNode): FetchRequest['bodyOf'] {
  const before = `{"query":${JSON.stringify(operation)},"variables":`;
  const after = operationName === undefined ? '}' : `,"operationName":${JSON.stringify(operationName)}}`;
  return (variables, representations) => {
    const text = JSON.stringify(variables);
    if (representations === undefined) {
      return `${before}${text}${after}`;
    }
    if ('representations' in variables) {
      throw new Error(`Variables cannot contain key "representations"`);
    }
    const others = text === '{}' ? '{' : `${text.slice(0, -1)},`;
    return `${before}${others}"representations":[${representations}]}${after}`;
  };
}
