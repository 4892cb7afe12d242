import { baseType, isObjectType, type ObjectType, type OutputType, type Schema } from '@apollo/federation-internals';
import { Kind, type DocumentNode, type FragmentDefinitionNode, type SelectionSetNode } from 'graphql';
import { counts, type Decided } from './decided.js';
import { notText } from './errors.js';
import { bytesOf } from './json-bytes.js';

/** One field of the objects at a place, as one answer tells it. */
export interface Field {
  /** Its response name, as JSON. */
  key: Uint8Array;
  /** Where a record has it: from where to where the text of a leaf is with its key, or where the record or list of a composite one is. */
  offset: number;
  /** Set where it is `__typename`. */
  typename?: string | undefined;
  /** Set for composite fields. */
  inside?: Place;
  /** Set once the answer of the operation shows it: then it must be of that type. */
  type?: OutputType;
}

/** What one answer tells of the objects at a place: a record of so many numbers for each of them. */
export class Part {
  readonly fields = new Map<string, Field>();
  size = 1;

  /** @param fetch the number of the answer */
  constructor(
    readonly fetch: number,
    /** Where the record of the first part says where this one is; undefined for the first, and for all of the root, which are at 0. */
    readonly link?: number,
  ) {}
}

/** Everywhere in the data where the same selections apply, and what the answers of a plan tell of the objects there. */
export class Place {
  /** The first is that of the answer in which the objects lie. */
  readonly parts: Part[] = [];

  /** @param type what all objects there are; undefined where callers cannot see it: nothing of it is shown then */
  constructor(
    private readonly schema: Schema,
    private readonly decided: Decided,
    readonly type: ObjectType | undefined,
    private readonly isRoot: boolean,
  ) {}

  /** Another answer tells more of these objects. */
  add(fetch: number): Part {
    const [first] = this.parts;
    const part = new Part(fetch, first && !this.isRoot ? first.size++ : undefined);
    this.parts.push(part);
    return part;
  }

  /** The parts that tell a field, of those whose answers are there. */
  telling(name: string, there?: ReadonlySet<number>): Part[] {
    return this.parts.filter(({ fetch, fields }) => fields.has(name) && (there?.has(fetch) ?? true));
  }

  /** Lays out what a fetch selects here. @throws NotText */
  select(part: Part, set: SelectionSetNode, fragments: Fragments): void {
    for (const selection of set.selections) {
      if (!counts(selection.directives, this.decided)) {
        continue;
      }
      if (selection.kind !== Kind.FIELD) {
        const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        const condition = fragment?.typeCondition?.name.value;
        if (!fragment || (condition !== undefined && condition !== this.type?.name)) {
          notText('a fragment of another type');
        } else {
          this.select(part, fragment.selectionSet, fragments);
        }
        continue;
      }
      const {
        name: { value: name },
        alias,
        selectionSet,
      } = selection;
      const told = alias?.value ?? name;
      const field = part.fields.get(told) ?? this.lay(part, told, name, selectionSet !== undefined);
      if (selectionSet) {
        const inside = field.inside ?? notText('two shapes of one name');
        inside.select(inside.parts[0] as Part, selectionSet, fragments);
      }
    }
  }

  private lay(part: Part, told: string, name: string, composite: boolean): Field {
    const field: Field = { key: bytesOf(JSON.stringify(told)), offset: part.size };
    part.size += composite ? 1 : 2;
    if (composite) {
      field.inside = new Place(this.schema, this.decided, this.objectType(name), false);
      field.inside.add(part.fetch);
    } else if (name === '__typename') {
      field.typename = this.type?.name;
    }
    part.fields.set(told, field);
    return field;
  }

  private objectType(field: string): ObjectType | undefined {
    const type = this.type?.field(field)?.type;
    const base = type && baseType(type);
    return base === undefined || isObjectType(base) ? base : notText('an interface or a union');
  }
}

export type Fragments = ReadonlyMap<string, FragmentDefinitionNode>;

export function fragmentsOf({ definitions }: DocumentNode): Fragments {
  return new Map(
    definitions.flatMap((each) => (each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, each] as const] : [])),
  );
}
