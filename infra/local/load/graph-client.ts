import { setTimeout as pause } from 'node:timers/promises';

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
  /** The same, again and again while the refusal's code is one of those: what a service has not heard of yet, it soon will. */
  askUntilHeard<Data = Record<string, unknown>>(
    operation: string,
    variables: Record<string, unknown>,
    codes: string[],
  ): Promise<Data>;
}

const patienceMs = 60_000;

export function graphClient(url: string, token: string): GraphClient {
  const ask = async <Data>(operation: string, variables: Record<string, unknown> = {}): Promise<Data> => {
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
      throw new Refused(
        `${error.message} (${JSON.stringify(variables)})`,
        String(error.extensions?.code),
        error.extensions ?? {},
      );
    }
    return data as Data;
  };
  return {
    ask,
    async askUntilHeard(operation, variables, codes) {
      const until = Date.now() + patienceMs;
      for (;;) {
        try {
          return await ask(operation, variables);
        } catch (error) {
          if (!(error instanceof Refused && codes.includes(error.code)) || Date.now() > until) {
            throw error;
          }
          await pause(200);
        }
      }
    },
  };
}

/** Runs the action for every item, at most `width` at once; the first failure ends it. */
export async function each<Item>(
  items: readonly Item[],
  width: number,
  action: (item: Item) => Promise<unknown>,
): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: width }, async () => {
      for (const item of queue) {
        await action(item);
      }
    }),
  );
}

/** Takes a step that a load before this one may have taken already. */
export async function onceTaken(step: Promise<unknown>): Promise<void> {
  try {
    await step;
  } catch (error) {
    if (!(error instanceof Refused && error.code === 'ILLEGAL_TRANSITION')) {
      throw error;
    }
  }
}
