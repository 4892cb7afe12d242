import { manifestFormat, sha256, type SafeOperation } from '@maarad/gateway/safelist';
import {
  getLocation,
  GraphQLError,
  Kind,
  parse,
  print,
  validate,
  visit,
  type DefinitionNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type Source,
} from 'graphql';

/** What is wrong with the operations of front ends, each with its file and line. */
export class WrongOperations extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

/**
 * The manifest of all operations in these texts, in the order of their names. A fragment may stand in another text than the operation
 * that uses it.
 *
 * @throws WrongOperations when one is not of this graph, has no name, or shares it.
 */
export function collectOperations(sources: readonly Source[], schema: GraphQLSchema): string {
  const problems: string[] = [];
  const definitions = sources.flatMap((source) => read(source, problems));
  const fragments = new Map<string, FragmentDefinitionNode>();
  const operations = new Map<string, OperationDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION && definition.kind !== Kind.OPERATION_DEFINITION) {
      problems.push(`${placeOf(definition)}: this is neither an operation nor a fragment.`);
      continue;
    }
    const name = definition.name?.value;
    if (name === undefined) {
      problems.push(`${placeOf(definition)}: an operation needs a name.`);
      continue;
    }
    const namesakes: Map<string, DefinitionNode> =
      definition.kind === Kind.FRAGMENT_DEFINITION ? fragments : operations;
    const namesake = namesakes.get(name);
    if (namesake) {
      problems.push(`${placeOf(definition)}: ${name} is defined in ${placeOf(namesake)} too.`);
    }
    namesakes.set(name, definition);
  }
  const used = new Set<FragmentDefinitionNode>();
  const collected = [...operations].sort(byName).map(([name, operation]): SafeOperation => {
    const own = fragmentsOf(operation, fragments);
    own.forEach((fragment) => used.add(fragment));
    const document = { kind: Kind.DOCUMENT, definitions: [...own, operation] } as const;
    problems.push(...validate(schema, document).map(shown));
    const body = print(document);
    return { id: sha256(body), name, type: operation.operation, body };
  });
  for (const [name, fragment] of fragments) {
    if (!used.has(fragment)) {
      problems.push(`${placeOf(fragment)}: no operation uses the fragment ${name}.`);
    }
  }
  if (problems.length > 0) {
    throw new WrongOperations([...new Set(problems)]);
  }
  return `${JSON.stringify({ ...manifestFormat, operations: collected }, null, 2)}\n`;
}

function read(source: Source, problems: string[]): readonly DefinitionNode[] {
  try {
    return parse(source).definitions;
  } catch (error) {
    problems.push(error instanceof GraphQLError ? shown(error) : String(error));
    return [];
  }
}

/** The fragments that a definition spreads, and those that they spread, by name, as Apollo's tools put them. */
function fragmentsOf(
  operation: OperationDefinitionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
): FragmentDefinitionNode[] {
  const found = new Map<string, FragmentDefinitionNode>();
  const follow = (definition: DefinitionNode): void => {
    visit(definition, {
      FragmentSpread({ name: { value } }) {
        const fragment = fragments.get(value);
        if (fragment && !found.has(value)) {
          found.set(value, fragment);
          follow(fragment);
        }
      },
    });
  };
  follow(operation);
  return [...found].sort(byName).map(([, fragment]) => fragment);
}

const byName = ([one]: [string, unknown], [other]: [string, unknown]): number => (one < other ? -1 : 1);

function placeOf({ loc }: DefinitionNode): string {
  return loc ? placeAt(loc.source, loc.start) : 'somewhere';
}

function shown({ message, source, positions, nodes }: GraphQLError): string {
  const from = nodes?.[0]?.loc?.source ?? source;
  return from && positions?.[0] !== undefined ? `${placeAt(from, positions[0])}: ${message}` : message;
}

/** Lines are counted in the file, wherever in it the text begins. */
const placeAt = (source: Source, position: number): string =>
  `${source.name}:${getLocation(source, position).line + source.locationOffset.line - 1}`;
