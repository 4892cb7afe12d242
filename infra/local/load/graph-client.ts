/** The graph refused an operation: its first error, with the code that the graph names. */
export class Refused extends Error {
  constructor(
    message: string,
    readonly code: string,
    readonly extensions: Record<string, unknown>,
  ) {
    super(message);
    this.name = 'Refused';
  }
}

/** Asks the graph through its front door, as any client would. */
export interface GraphClient {
  /** @throws Refused */
  ask<Data = Record<string, unknown>>(operation: string, variables?: Record<string, unknown>): Promise<Data>;
}

export function graphClient(url: string, token: string): GraphClient {
  return {
    async ask<Data>(operation: string, variables: Record<string, unknown> = {}): Promise<Data> {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: operation, variables }),
      });
      const { data, errors } = (await response.json()) as {
        data?: Data;
        errors?: { message: string; extensions?: Record<string, unknown> }[];
      };
      const [error] = errors ?? [];
      if (error) {
        const { code } = error.extensions ?? {};
        throw new Refused(
          `${error.message} (${JSON.stringify(variables).slice(0, 500)})`,
          String(code),
          error.extensions ?? {},
        );
      }
      return data as Data;
    },
  };
}
