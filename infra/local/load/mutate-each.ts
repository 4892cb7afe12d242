import { setTimeout as pause } from 'node:timers/promises';
import { mutation, mutations } from './operations.js';
import { Refused, type GraphClient } from './graph-client.js';

/** So many at once stay well below what the gateway lets one operation ask. */
const batchSize = 20;
const patienceMs = 60_000;

export interface MutateOptions {
  selection?: string;
  /** Batches under way at once; 1 keeps the order. */
  width?: number;
  /** Refusals that say only that a load before this one has done it. */
  done?: (refusal: Refused, input: object) => boolean;
  /** Refusals of a service that has not heard yet of what it needs: it soon will. */
  notHeard?: string[];
}

/** What most mutations give back, as far as the loader reads it. */
export interface Made {
  id: string;
  stands?: { id: string; code: string }[];
}

/**
 * Runs one mutation for each input, many in one operation: an operation costs the front door more than what is in it. Where one
 * of a batch is refused, each is asked by itself. Gives the answers in the order of the inputs; undefined for what was done before.
 */
export async function mutateEach<Answer = Made>(
  graph: GraphClient,
  field: string,
  type: string,
  inputs: readonly object[],
  options: MutateOptions = {},
): Promise<(Answer | undefined)[]> {
  const answers: (Answer | undefined)[] = [];
  const starts = Array.from({ length: Math.ceil(inputs.length / batchSize) }, (_, batch) => batch * batchSize).values();
  const work = async () => {
    for (const start of starts) {
      const made = await batch<Answer>(graph, field, type, inputs.slice(start, start + batchSize), options);
      made.forEach((answer, index) => (answers[start + index] = answer));
    }
  };
  await Promise.all(Array.from({ length: options.width ?? 1 }, work));
  return answers;
}

async function batch<Answer>(
  graph: GraphClient,
  field: string,
  type: string,
  inputs: readonly object[],
  options: MutateOptions,
): Promise<(Answer | undefined)[]> {
  const { selection = 'id' } = options;
  try {
    const variables = Object.fromEntries(inputs.map((input, index) => [`input${index}`, input]));
    const data = await graph.ask<Record<string, Answer>>(mutations(field, type, inputs.length, selection), variables);
    return inputs.map((_, index) => data[`made${index}`]);
  } catch (error) {
    if (!(error instanceof Refused)) {
      throw error;
    }
    const answers: (Answer | undefined)[] = [];
    for (const input of inputs) {
      answers.push(await one<Answer>(graph, mutation(field, type, selection), input, options));
    }
    return answers;
  }
}

async function one<Answer>(
  graph: GraphClient,
  operation: string,
  input: object,
  { done, notHeard = [] }: MutateOptions,
): Promise<Answer | undefined> {
  const until = Date.now() + patienceMs;
  for (;;) {
    try {
      return (await graph.ask<{ made: Answer }>(operation, { input })).made;
    } catch (error) {
      if (error instanceof Refused && done?.(error, input)) {
        return undefined;
      }
      if (!(error instanceof Refused && notHeard.includes(error.code)) || Date.now() > until) {
        throw error;
      }
      await pause(200);
    }
  }
}
