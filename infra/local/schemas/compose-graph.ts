import { composeServices } from '@apollo/composition';
import { parse, printSchema } from 'graphql';
import type { SubgraphFile } from './subgraphs.js';

/** The subgraphs contradict each other. */
export class CompositionFailed extends Error {
  constructor(problems: string[]) {
    super(`The subgraphs do not compose:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'CompositionFailed';
  }
}

export interface Graph {
  /** What the gateway starts from. */
  supergraph: string;
  /** What front-ends see. */
  api: string;
}

/** @throws CompositionFailed with everything that does not fit together. */
export function composeGraph(subgraphs: Omit<SubgraphFile, 'folder'>[]): Graph {
  const { schema, supergraphSdl, errors } = composeServices(
    subgraphs.map(({ name, url, sdl }) => ({ name, url, typeDefs: parse(sdl) })),
  );
  if (errors) {
    throw new CompositionFailed(errors.map(({ message }) => message));
  }
  return {
    supergraph: `${supergraphSdl.trimEnd()}\n`,
    api: `${printSchema(schema.toAPISchema().toGraphQLJSSchema())}\n`,
  };
}
