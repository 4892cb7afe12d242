import { Supergraph, type Schema } from '@apollo/federation-internals';
import { isInterfaceType, isUnionType } from 'graphql';

/** What compiled operations ask of the graph's types. */
export interface SupergraphTypes {
  /** The graph as callers see it. */
  api: Schema;
  /** For each interface and union of the whole graph: the names of the types that are one. */
  within: ReadonlyMap<string, ReadonlySet<string>>;
}

export function supergraphTypes(supergraphSdl: string): SupergraphTypes {
  const supergraph = Supergraph.build(supergraphSdl);
  const whole = supergraph.schema.toGraphQLJSSchema();
  const within = new Map<string, ReadonlySet<string>>();
  for (const type of Object.values(whole.getTypeMap())) {
    if (isInterfaceType(type)) {
      const { objects, interfaces } = whole.getImplementations(type);
      within.set(type.name, new Set([...objects, ...interfaces].map(({ name }) => name)));
    } else if (isUnionType(type)) {
      within.set(type.name, new Set(type.getTypes().map(({ name }) => name)));
    }
  }
  return { api: supergraph.apiSchema(), within };
}

/** Whether what a service sent is of a type. @param whenUnknown what counts where it does not say its type. */
export type IsOfType = (value: { __typename?: unknown }) => boolean;

export function isOfType({ within }: SupergraphTypes, condition: string, whenUnknown: boolean): IsOfType {
  const names = within.get(condition);
  return ({ __typename: name }) => {
    if (!name) {
      return whenUnknown;
    }
    return name === condition || (names?.has(name as string) ?? false);
  };
}
