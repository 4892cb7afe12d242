import type { HTTPGraphQLRequest } from '@apollo/server';
import type { SafeOperation } from './manifest.js';
import type { Asked, Safelist } from './safelist.js';

/** A request over HTTP with the text that it names, where it names or sends one of a manifest. @throws as Safelist.admit */
export function admitRequest(safelist: Safelist, request: HTTPGraphQLRequest): HTTPGraphQLRequest {
  return request.method === 'GET' ? admitSearch(safelist, request) : admitBody(safelist, request);
}

function admitBody(safelist: Safelist, request: HTTPGraphQLRequest): HTTPGraphQLRequest {
  const { body } = request;
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return request;
  }
  const asked = body as Asked;
  const operation = safelist.admit(asked);
  return operation ? { ...request, body: { ...body, ...runAs(operation, asked), extensions: null } } : request;
}

function admitSearch(safelist: Safelist, request: HTTPGraphQLRequest): HTTPGraphQLRequest {
  const search = new URLSearchParams(request.search);
  const given = (name: string) => search.get(name) ?? undefined;
  const asked: Asked = {
    query: given('query'),
    operationName: given('operationName'),
    extensions: parsed(given('extensions')),
    id: given('id'),
    documentId: given('documentId'),
  };
  const operation = safelist.admit(asked);
  if (!operation) {
    return request;
  }
  const { query, operationName } = runAs(operation, asked);
  search.set('query', query);
  search.set('operationName', operationName);
  search.delete('extensions');
  return { ...request, search: `?${search}` };
}

/** Named always: plans are kept by text and name. */
const runAs = ({ body, name }: SafeOperation, { operationName }: Asked) => ({
  query: body,
  operationName: operationName ?? name,
});

function parsed(json: string | undefined): unknown {
  try {
    return JSON.parse(json ?? 'null');
  } catch {
    return undefined;
  }
}
