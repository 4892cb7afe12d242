export interface Answer {
  status: number;
  data?: Record<string, any> | null;
  errors?: { message: string; path?: (string | number)[]; extensions: Record<string, any> }[];
}

export interface Asking {
  token?: string;
  language?: string;
  correlationId?: string;
}

/** Asks a graph over HTTP as a stranger's client would. */
export async function ask(
  url: string,
  query: string,
  variables: object = {},
  { token, language, correlationId }: Asking = {},
): Promise<Answer> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token && { authorization: `Bearer ${token}` }),
      ...(language && { 'accept-language': language }),
      ...(correlationId && { 'x-correlation-id': correlationId }),
    },
    body: JSON.stringify({ query, variables }),
  });
  return { status: response.status, ...((await response.json()) as Omit<Answer, 'status'>) };
}

/** The data of an operation that must succeed. */
export async function dataOf(
  url: string,
  query: string,
  variables: object = {},
  asking: Asking = {},
): Promise<Record<string, any>> {
  const { data, errors } = await ask(url, query, variables, asking);
  if (errors || !data) {
    throw new Error(JSON.stringify(errors, null, 2));
  }
  return data;
}
