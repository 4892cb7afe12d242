import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLFormattedError,
  type SelectionSetNode,
} from 'graphql';

type Path = readonly (string | number)[];

/** A part of an operation that a service was asked for and did not answer. */
export interface UnansweredPart {
  /** Where in the answer it belongs: names of fields, and `@` for every element of a list. */
  path: Path;
  /** What the service was asked: fields of the root, or of `_entities`. */
  document: DocumentNode;
}

/**
 * The paths of the fields that an answer lacks because of the parts that one service did not answer: each that is null in it. Where
 * they only served others, it is that of the first thing they were about; where they have made something above them null, the path
 * goes through it as far as it can be told. Never none; an empty one where nothing can be told.
 */
export function missingFields(data: unknown, parts: readonly UnansweredPart[]): Path[] {
  const walks = parts.map(({ path, document }) => {
    const walk = new Walk(document);
    walk.follow(data ?? null, path, []);
    return walk;
  });
  const missing = new Map(walks.flatMap((walk) => walk.missing).map((path) => [JSON.stringify(path), path]));
  if (missing.size > 0) {
    return [...missing.values()];
  }
  const near = walks.find(({ reached, above }) => reached ?? above);
  return [near?.reached ?? near?.above ?? []];
}

/** So many fields that a service owes have an error each: of a list of a thousand things, thousands would say the same. */
const mostErrors = 100;

/**
 * An answer's errors, of each service that is away no more than the first hundred, and one for all others of it, whose
 * `extensions.moreFields` says how many fields more it owes.
 */
export function inBrief(errors: readonly GraphQLFormattedError[]): GraphQLFormattedError[] {
  const owed = new Map<unknown, GraphQLFormattedError[]>();
  const told = errors.filter((error) => {
    const { code, service } = error.extensions ?? {};
    if (code !== 'SERVICE_UNAVAILABLE' || service === undefined) {
      return true;
    }
    const ofService = owed.get(service) ?? [];
    owed.set(service, ofService);
    return ofService.push(error) <= mostErrors;
  });
  for (const [service, { length, 0: first }] of owed) {
    const moreFields = length - mostErrors;
    if (moreFields > 0) {
      const message = `${moreFields} more fields of the service ${String(service)} are missing.`;
      told.push({ message, extensions: { ...first?.extensions, moreFields } });
    }
  }
  return told;
}

class Walk {
  readonly missing: Path[] = [];
  /** The first thing that the part was about. */
  reached: Path | undefined;
  /** The first field that is not there because something above it is null. */
  above: Path | undefined;
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly asked: SelectionSetNode | undefined;

  constructor(document: DocumentNode) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) {
        this.fragments.set(definition.name.value, definition);
      } else if (definition.kind === Kind.OPERATION_DEFINITION) {
        this.asked = entitiesOf(definition.selectionSet);
      }
    }
  }

  /** Goes to where the part belongs. */
  follow(data: unknown, [step, ...rest]: Path, here: Path): void {
    if (data === undefined) {
      return;
    }
    if (data === null) {
      this.hide([...here, ...(step === undefined ? [] : [step]), ...rest]);
    } else if (Array.isArray(data)) {
      const inside = step === '@' ? rest : [...(step === undefined ? [] : [step]), ...rest];
      data.forEach((element, index) => this.follow(element, inside, [...here, index]));
    } else if (step === undefined) {
      this.reached ??= here;
      this.look(data as Record<string, unknown>, this.asked, here);
    } else {
      this.follow((data as Record<string, unknown>)[step], rest, [...here, step]);
    }
  }

  /** Finds what is null of what was asked for. What is not there at all was skipped, or is of another type. */
  private look(data: Record<string, unknown>, asked: SelectionSetNode | undefined, here: Path): void {
    for (const selection of asked?.selections ?? []) {
      if (selection.kind === Kind.FIELD) {
        const key = (selection.alias ?? selection.name).value;
        this.lookAt(data[key], selection.selectionSet, [...here, key]);
      } else {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value);
        if (fragment) {
          this.look(data, fragment.selectionSet, here);
        }
      }
    }
  }

  private lookAt(value: unknown, selections: SelectionSetNode | undefined, here: Path): void {
    if (value === null) {
      this.missing.push(here);
    } else if (Array.isArray(value)) {
      value.forEach((element, index) => element !== null && this.lookAt(element, selections, [...here, index]));
    } else if (selections && typeof value === 'object') {
      this.look(value as Record<string, unknown>, selections, here);
    }
  }

  /** @param wanted where the part belongs; which elements of a list below what is null would have had it nobody knows */
  private hide(wanted: Path): void {
    if (this.above) {
      return;
    }
    const unknown = wanted.indexOf('@');
    const field = this.asked && firstField(this.asked);
    this.above = unknown >= 0 ? wanted.slice(0, unknown) : field === undefined ? wanted : [...wanted, field];
  }
}

function entitiesOf(root: SelectionSetNode): SelectionSetNode {
  const [entities] = root.selections;
  return entities?.kind === Kind.FIELD && entities.name.value === '_entities' && entities.selectionSet
    ? entities.selectionSet
    : root;
}

function firstField({ selections }: SelectionSetNode): string | undefined {
  for (const selection of selections) {
    if (selection.kind === Kind.FIELD && selection.name.value !== '__typename') {
      return (selection.alias ?? selection.name).value;
    }
    const inside = selection.kind === Kind.INLINE_FRAGMENT ? firstField(selection.selectionSet) : undefined;
    if (inside !== undefined) {
      return inside;
    }
  }
  return undefined;
}
