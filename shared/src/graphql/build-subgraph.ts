import { buildSubgraphSchema } from '@apollo/subgraph';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { validateOrReject, type ValidationError } from 'class-validator';
import { parse, specifiedDirectives, type GraphQLFieldResolver, type GraphQLSchema } from 'graphql';
import { ArgumentValidationError, buildSchemaSync, createResolversMap, type NonEmptyArray } from 'type-graphql';
import { mayDo } from '../auth/authorization.js';
import type { Context } from './context.js';
import { LocalizedTextResolver } from './localized-text.js';

type ResolverClass = NonEmptyArray<new (...dependencies: never[]) => object>;

/** How an entity is found from the key that another subgraph holds: through a loader, so that equal keys are read once. */
export type ReferenceResolvers = Record<string, (reference: { id: string }, context: Context) => unknown>;

export interface SubgraphOptions {
  resolvers: ResolverClass;
  references: ReferenceResolvers;
  /** Resolvers that need more than a context gives them, made by the service; the others are made where they are needed. */
  instances?: readonly object[];
  /** Types that no field of this service returns by itself: stubs of other services' entities. */
  orphanedTypes?: NewableFunction[];
}

const link =
  'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable", "@external", "@provides", "@requires", "@inaccessible", "@tag"])';

/** The SDL of a subgraph, as the composition reads it: sorted nowhere, so that a diff shows what changed. */
export function subgraphSdl({ resolvers, orphanedTypes }: SubgraphOptions): string {
  return `${link}\n\n${printSchemaWithDirectives(classesSchema({ resolvers, orphanedTypes }))}\n`;
}

/** A federated subgraph from type-graphql's classes. */
export function buildSubgraph(options: SubgraphOptions): GraphQLSchema {
  const schema = classesSchema(options);
  const resolvers = createResolversMap(schema) as Record<string, object>;
  if (resolvers.Mutation) {
    resolvers.Mutation = knowingTheirNames(resolvers.Mutation as Mutations);
  }
  for (const [type, find] of Object.entries(options.references)) {
    const resolveReference = async (reference: { id: string }, context: Context) =>
      withTypename(type, await find(reference, context));
    resolvers[type] = { ...resolvers[type], __resolveReference: resolveReference };
  }
  return buildSubgraphSchema({
    typeDefs: parse(`${link}\n${printSchemaWithDirectives(schema)}`),
    resolvers: resolvers as never,
  });
}

type Mutations = Record<string, GraphQLFieldResolver<unknown, Context>>;

/** Tells each mutation's use case by which name it was reached. */
const knowingTheirNames = (mutations: Mutations): Mutations =>
  Object.fromEntries(
    Object.entries(mutations).map(([operation, resolve]) => [
      operation,
      (root, args, context, info) => resolve(root, args, { ...context, operation }, info) as unknown,
    ]),
  );

/** Federation finds the concrete type of an entity by its name, which a row does not carry. */
function withTypename(type: string, found: unknown): unknown {
  return found && typeof found === 'object'
    ? Object.defineProperty(found, '__typename', { value: type, enumerable: false, configurable: true })
    : found;
}

/** A subgraph says what can be subscribed to; the gateway runs subscriptions, from the feed. */
const gatewayPublishes = {
  publish: () => undefined,
  subscribe: (): never => {
    throw new Error('Subscriptions are run by the gateway.');
  },
};

function classesSchema({
  resolvers,
  orphanedTypes,
  instances = [],
}: Pick<SubgraphOptions, 'resolvers' | 'orphanedTypes' | 'instances'>): GraphQLSchema {
  const made = new Map(instances.map((instance) => [instance.constructor, instance]));
  return buildSchemaSync({
    resolvers: [...resolvers, LocalizedTextResolver] as unknown as NonEmptyArray<NewableFunction>,
    orphanedTypes: orphanedTypes ?? [],
    authChecker: mayDo,
    validateFn: validateArgument,
    pubSub: gatewayPublishes,
    container: {
      get(resolver: new () => object) {
        const instance = made.get(resolver) ?? new resolver();
        made.set(resolver, instance);
        return instance;
      },
    },
    directives: specifiedDirectives as never,
    skipCheck: true,
  });
}

/** What type-graphql does too, but it imports its validator again for each argument: by its own, fields of one list load in many batches. */
async function validateArgument(value: unknown): Promise<void> {
  const inputs = [value].flat().filter((one): one is object => typeof one === 'object' && one !== null);
  try {
    await Promise.all(
      inputs.map((input) => validateOrReject(input, { skipMissingProperties: true, forbidUnknownValues: false })),
    );
  } catch (errors) {
    throw new ArgumentValidationError(errors as ValidationError[]);
  }
}
