import type { FetchNode } from '@apollo/query-planner';
import type { GraphQLFormattedError } from 'graphql';
import { copyOf, merge, type Data } from './data.js';
import { downstreamError } from './downstream-error.js';
import { placesAt, type PlanPath } from './entities-at.js';
import { fetchRequest } from './fetch-request.js';
import { NotCompiled } from './not-compiled.js';
import { compileRepresentation } from './representations.js';
import { compileRewrites } from './rewrites.js';
import { isTextSource, toldBy, type Run, type Step } from './run.js';
import type { SupergraphTypes } from './supergraph-types.js';

/** Which place of the plan's path one error of a service is said of: of several where equal entities were asked for once. */
type ErrorPlaces = (path: GraphQLFormattedError['path']) => ((string | number)[] | undefined)[];

/** A fetch that fails leaves an error and no data; it never ends the operation. */
export function compileFetch(types: SupergraphTypes, node: FetchNode, path: PlanPath): Step {
  if (node.contextRewrites?.length) {
    throw new NotCompiled('context');
  }
  const fetch = node.requires ? entityFetch(types, node, path) : rootFetch(types, node, path);
  return async (run, at) => {
    try {
      const entities = Array.isArray(at) ? at.filter((one) => one !== undefined && one !== null) : [at];
      if (entities.length > 0) {
        await fetch(run, entities as Data[]);
      }
    } catch (error) {
      run.errors.push(error);
    }
  };
}

type Fetch = (run: Run, entities: Data[]) => Promise<void>;

function rootFetch(types: SupergraphTypes, node: FetchNode, path: PlanPath): Fetch {
  const send = sender(node, path);
  const rewriteOutput = compileRewrites(types, node.outputRewrites);
  const places: ErrorPlaces = (errorPath) => [errorPath && [...path, ...errorPath]];
  return async (run, entities) => {
    const data = await send(run, undefined, places);
    if (data) {
      rewriteOutput?.(data);
    }
    for (const entity of entities) {
      merge(entity, data);
    }
  };
}

function entityFetch(types: SupergraphTypes, node: FetchNode, path: PlanPath): Fetch {
  const send = sender(node, path);
  const represent = compileRepresentation(types, node.requires ?? []);
  const rewriteInput = compileRewrites(types, node.inputRewrites);
  const rewriteOutput = compileRewrites(types, node.outputRewrites);
  return async (run, entities) => {
    const asked = new Asked();
    for (const entity of entities) {
      const representation = represent(entity);
      if (representation?.__typename) {
        rewriteInput?.(representation);
        asked.add(entity, representation);
      }
    }
    if (asked.targets.length === 0) {
      return;
    }
    let places: (string | number)[][] | undefined;
    const data = await send(run, asked, (errorPath) => {
      const index = errorPath?.[1];
      if (!errorPath || typeof index !== 'number') {
        return [errorPath && [...path, ...errorPath]];
      }
      const said = (places ??= placesAt(run.data, path));
      const rest = errorPath.slice(2);
      const targets = asked.targetsOf(index);
      return targets.length === 0 ? [rest] : targets.map((target) => [...(said[target] ?? []), ...rest]);
    });
    if (data) {
      asked.fill(data._entities, rewriteOutput);
    }
  };
}

/** The entities of one fetch: equal ones are asked for once, and each is given its own copy of the answer. */
class Asked {
  readonly representations: Data[] = [];
  /** Each of them as JSON: it tells equal ones, and is sent. */
  readonly texts: string[] = [];
  readonly targets: Data[] = [];
  private readonly indexes: number[] = [];
  private readonly known = new Map<string, number>();

  /** Entities of different types can look the same to a service that knows them by their interface: they stay two. */
  add(entity: Data, representation: Data): void {
    const text = JSON.stringify(representation);
    const key = `${String(entity.__typename)} ${text}`;
    let index = this.known.get(key);
    if (index === undefined) {
      index = this.representations.push(representation) - 1;
      this.texts.push(text);
      this.known.set(key, index);
    }
    this.targets.push(entity);
    this.indexes.push(index);
  }

  targetsOf(index: number): number[] {
    return this.indexes.flatMap((each, target) => (each === index ? [target] : []));
  }

  fill(received: unknown, rewriteOutput: ((value: unknown) => void) | undefined): void {
    if (!Array.isArray(received)) {
      throw new Error(`Expected "data._entities" in response to be an array`);
    }
    if (received.length !== this.representations.length) {
      throw new Error(`Expected "data._entities" to contain ${this.representations.length} elements`);
    }
    const used = new Set<number>();
    this.targets.forEach((entity, target) => {
      const index = this.indexes[target] as number;
      if (used.has(index)) {
        merge(entity, copyOf(received[index]));
        return;
      }
      used.add(index);
      const one = received[index] as Data | null;
      if (one && !one.__typename) {
        one.__typename = entity.__typename;
      }
      rewriteOutput?.(one);
      merge(entity, one);
    });
  }
}

function sender(node: FetchNode, path: PlanPath) {
  const { serviceName } = node;
  const { variablesOf, bodyOf, sourceOf, optionsOf } = fetchRequest(node, path);
  return async (run: Run, asked: Asked | undefined, places: ErrorPlaces): Promise<Data | null | undefined> => {
    const source = sourceOf(run);
    const variables = variablesOf(run);
    const body = bodyOf(variables, asked?.texts.join());
    if (asked) {
      variables.representations = asked.representations;
    }
    const options = optionsOf(run, variables, body);
    const told = run.told && toldBy(run.told, serviceName, body);
    const answer = told && isTextSource(source) ? source.read(options, await told) : await source.process(options);
    if (answer.errors) {
      const errors = answer.errors.flatMap((error) =>
        places(error.path).map((place) => downstreamError(error, serviceName, place)),
      );
      run.errors.push(...errors);
    }
    return answer.data;
  };
}
