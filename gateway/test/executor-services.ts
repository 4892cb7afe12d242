import type { GraphQLDataSource } from '@apollo/gateway';
import {
  getNamedType,
  isAbstractType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  parse,
  valueFromASTUntyped,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import type { AnswerText, TextSource, WithBody } from '../src/executor/run.js';
import { hash, leaf } from './executor-leaves.js';
import type { Turns } from './executor-turns.js';

type Data = Record<string, unknown>;
type Path = (string | number)[];

/** How many of a thousand values go wrong, and of a hundred answers. */
export interface Mischief {
  seed: number;
  values: number;
  answers: number;
}

/** A service that answers anything, at random, but always the same to the same question. */
export class MadeUpService implements TextSource {
  asked = 0;

  constructor(
    private readonly name: string,
    private readonly schema: GraphQLSchema,
    private readonly mischief: () => Mischief,
    private readonly turns: Turns,
  ) {}

  async process(options: WithBody): ReturnType<GraphQLDataSource['process']> {
    return this.read(options, await this.ask(options));
  }

  read(_options: WithBody, { body }: AnswerText): Awaited<ReturnType<GraphQLDataSource['process']>> {
    return JSON.parse(String(body)) as never;
  }

  wasRead(): void {}

  async ask({ request, body }: WithBody): Promise<AnswerText> {
    // Who answers from text has it as text only.
    const { variables } = body === undefined ? request : (JSON.parse(body) as typeof request);
    const answer = await this.answer(request.query ?? '', (variables ?? {}) as Data);
    // Some services write their JSON for people.
    const space = hash(this.name, request.query ?? '') % 5 === 0 ? 1 : 0;
    return { status: 200, body: Buffer.from(JSON.stringify(answer, undefined, space)), ms: 0 };
  }

  private async answer(query: string, variables: Data): Promise<unknown> {
    this.asked += 1;
    const mischief = this.mischief();
    const { representations, ...others } = variables;
    const whole = hash(mischief.seed, this.name, query, JSON.stringify(others));
    await this.turns.wait(whole);
    const bad = whole % 100 < mischief.answers ? whole % 7 : -1;
    if (bad === 0) {
      throw new Error(`${this.name} is away`);
    }
    if (bad === 1) {
      return { data: null, errors: [{ message: 'nothing', extensions: { code: 'FORBIDDEN' } }] };
    }
    const answer = new Answering(this.schema, query, variables, mischief, `${this.name} ${mischief.seed}`);
    const data = answer.data() as Data | null;
    if (data && bad === 2 && Array.isArray(data._entities)) {
      data._entities.pop();
    }
    if (data && bad === 3) {
      delete data[Object.keys(data)[0] ?? ''];
    }
    if (bad === 4) {
      answer.errors.push({ message: '', path: undefined as never, extensions: {} });
    }
    if (bad === 5 && representations) {
      answer.errors.push({ message: 'beyond', path: ['_entities', 999, 'x'], extensions: { code: 'NOT_FOUND' } });
    }
    return { data, ...(answer.errors.length > 0 && { errors: answer.errors }) };
  }
}

class Answering {
  readonly errors: { message: string; path: Path; extensions: object }[] = [];
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly operation: OperationDefinitionNode;

  constructor(
    private readonly schema: GraphQLSchema,
    query: string,
    private readonly variables: Data,
    private readonly mischief: Mischief,
    private readonly identity: string,
  ) {
    const { definitions } = parse(query);
    this.operation = definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION) as OperationDefinitionNode;
    for (const definition of definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) {
        this.fragments.set(definition.name.value, definition);
      }
    }
  }

  data(): unknown {
    const root = this.schema.getRootType(this.operation.operation)!;
    return this.object(root, this.operation.selectionSet, this.identity, []);
  }

  private object(type: GraphQLNamedType, set: SelectionSetNode, identity: string, path: Path): Data {
    const result: Data = {};
    this.fill(result, type, set, identity, path);
    return result;
  }

  private fill(result: Data, type: GraphQLNamedType, set: SelectionSetNode, identity: string, path: Path): void {
    for (const selection of set.selections) {
      if (!this.wanted(selection.directives)) {
        continue;
      }
      if (selection.kind !== Kind.FIELD) {
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value)!;
        if (!fragment.typeCondition || this.isA(type, fragment.typeCondition.name.value)) {
          this.fill(result, type, fragment.selectionSet, identity, path);
        }
        continue;
      }
      const name = selection.name.value;
      const key = selection.alias?.value ?? name;
      const here = [...path, key];
      const args = (selection.arguments ?? []).map((argument) => [
        argument.name.value,
        valueFromASTUntyped(argument.value, this.variables),
      ]);
      if (name === '__typename') {
        result[key] = type.name;
      } else if (name === '_entities') {
        const representations = this.variables.representations as Data[];
        result[key] = representations.map((representation, index) => {
          const own = this.schema.getType(String(representation.__typename));
          const known = `${this.identity} ${JSON.stringify(representation)}`;
          return own ? this.entity(own, selection.selectionSet!, known, [...here, index]) : null;
        });
      } else {
        const field = isObjectType(type) ? type.getFields()[name] : undefined;
        const of = `${identity} ${name} ${JSON.stringify(args)}`;
        if (field && hash(of, 'missing') % 1000 >= this.mischief.values / 4) {
          const value = this.value(field.type, selection.selectionSet, of, here);
          result[key] = mergedWith(result[key], value);
        }
      }
    }
  }

  private entity(type: GraphQLNamedType, set: SelectionSetNode, identity: string, path: Path): unknown {
    const trouble = hash(identity, 'entity') % 1000;
    if (trouble < this.mischief.values) {
      if (trouble % 3 === 0) {
        this.errors.push({ message: 'no such entity', path, extensions: { code: 'NOT_FOUND' } });
      }
      return trouble % 5 === 0 ? 'no entity' : null;
    }
    return this.object(this.runtimeType(type, identity), set, identity, path);
  }

  private value(type: GraphQLOutputType, set: SelectionSetNode | undefined, identity: string, path: Path): unknown {
    const trouble = hash(identity, 'trouble') % 1000;
    if (trouble < this.mischief.values) {
      switch (trouble % 6) {
        case 0:
          this.errors.push({
            message: 'refused',
            path,
            extensions: { code: trouble % 4 === 0 ? 'FORBIDDEN' : 'INVALID_GRAPHQL' },
          });
          return null;
        case 1:
          this.errors.push({ message: 'failed', path, extensions: {} });
          return null;
        case 2:
          return ['a word', 17, true, {}, [], [null], { __typename: 'Nobody' }][hash(identity) % 7];
        default:
          return null;
      }
    }
    if (isNonNullType(type)) {
      const value = this.value(type.ofType, set, `${identity}!`, path);
      // A service that is well keeps this promise.
      return value === null && this.mischief.values === 0 ? this.value(type.ofType, set, `${identity}!!`, path) : value;
    }
    if (isListType(type)) {
      const length = hash(identity, 'length') % 4;
      return Array.from({ length }, (_, index) =>
        this.value(type.ofType, set, `${identity} ${index % 2}`, [...path, index]),
      );
    }
    if (hash(identity, 'null') % 12 === 0) {
      return null;
    }
    const named = getNamedType(type);
    return set ? this.object(this.runtimeType(named, identity), set, identity, path) : leaf(named, identity);
  }

  private runtimeType(type: GraphQLNamedType, identity: string): GraphQLNamedType {
    if (isObjectType(type)) {
      return type;
    }
    const possible = this.schema.getPossibleTypes(type as never);
    return possible[hash(identity, 'type') % possible.length] ?? type;
  }

  private isA(type: GraphQLNamedType, condition: string): boolean {
    const wanted = this.schema.getType(condition);
    return type === wanted || (isAbstractType(wanted) && isObjectType(type) && this.schema.isSubType(wanted, type));
  }

  private wanted(directives: SelectionSetNode['selections'][number]['directives']): boolean {
    return (directives ?? []).every(({ name, arguments: args }) => {
      const value = valueFromASTUntyped(args![0]!.value, this.withDefaults());
      return name.value === 'skip' ? !value : value;
    });
  }

  private withDefaults(): Data {
    const defaults = (this.operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
      defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
    );
    return { ...Object.fromEntries(defaults), ...this.variables };
  }
}

/** A field that is selected twice has all that is selected of it. */
function mergedWith(known: unknown, value: unknown): unknown {
  if (Array.isArray(known) && Array.isArray(value)) {
    return value.map((each, index) => mergedWith(known[index], each));
  }
  if (typeof known === 'object' && known && typeof value === 'object' && value) {
    const both: Data = { ...(known as Data) };
    for (const [key, each] of Object.entries(value)) {
      both[key] = mergedWith(both[key], each);
    }
    return both;
  }
  return value;
}
