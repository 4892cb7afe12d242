import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  typeFromAST,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { Choices } from './executor-choices.js';

export interface GeneratedOperation {
  query: string;
  variables: Record<string, unknown>;
}

const deepest = 5;

/** An operation over a graph, with all that the language has: not each is valid, since names can collide. */
export function generateOperation(schema: GraphQLSchema, choices: Choices): GeneratedOperation {
  return new Generator(schema, choices).operation();
}

/** Values for all variables of an operation. */
export function generateVariables(schema: GraphQLSchema, { variableDefinitions }: OperationDefinitionNode) {
  const generator = new Generator(schema, new Choices([]));
  const entries = (variableDefinitions ?? []).map(({ variable, type }) => {
    const input = typeFromAST(schema, type) as GraphQLInputType;
    return [variable.name.value, generator.value(input, 0)] as const;
  });
  return Object.fromEntries(entries);
}

class Generator {
  private readonly variables: Record<string, unknown> = {};
  private readonly definitions: string[] = [];
  private readonly fragments: { name: string; on: GraphQLCompositeType; text: string }[] = [];
  private count = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly choices: Choices,
  ) {}

  operation(): GeneratedOperation {
    const mutation = this.schema.getMutationType();
    const kind = mutation && this.choices.chance(15) ? 'mutation' : 'query';
    const root = (kind === 'mutation' ? mutation : this.schema.getQueryType()) as GraphQLObjectType;
    const selections = this.selections(root, 0, kind === 'query');
    const fragments = this.fragments.map(({ name, on, text }) => `fragment ${name} on ${on.name} ${text}`);
    const used = fragments.filter((_, index) => `${selections} ${fragments.join(' ')}`.includes(`...F${index} `));
    const variables = this.definitions.length > 0 ? `(${this.definitions.join(', ')})` : '';
    return { query: [`${kind} Generated${variables} ${selections}`, ...used].join('\n'), variables: this.variables };
  }

  private selections(type: GraphQLCompositeType, depth: number, root = false): string {
    const { choices } = this;
    const many = 1 + choices.below(depth === 0 ? 3 : 4);
    const parts = Array.from({ length: many }, () => this.selection(type, depth)).filter((part) => part !== '');
    if (root && choices.chance(10)) {
      parts.push(
        choices.one([
          '__type(name: "Query") { name kind }',
          '__schema { queryType { name ...on __Type { kind } } }',
          'self: __typename',
        ]),
      );
    }
    if (parts.length === 0 || choices.chance(25)) {
      parts.push(choices.chance(30) ? `t${this.fresh()}: __typename` : '__typename');
    }
    return `{ ${parts.join(' ')} }`;
  }

  private selection(type: GraphQLCompositeType, depth: number): string {
    const { choices } = this;
    const fields = isObjectType(type) || isInterfaceType(type) ? Object.values(type.getFields()) : [];
    if (fields.length > 0 && !choices.chance(isAbstractType(type) ? 45 : 15)) {
      return this.field(choices.one(fields), depth);
    }
    if (depth >= deepest) {
      return '';
    }
    const on = this.within(type);
    if (choices.chance(30)) {
      return `${this.spread(on, depth)}${this.directives()} `;
    }
    const condition = on === type && choices.chance(50) ? '' : `on ${on.name}`;
    return `... ${condition}${this.directives()} ${this.selections(on, depth + 1)}`;
  }

  private spread(on: GraphQLCompositeType, depth: number): string {
    const known = this.fragments.filter((fragment) => fragment.on === on && fragment.text !== '');
    if (known.length > 0 && this.choices.chance(50)) {
      return `...${this.choices.one(known).name} `;
    }
    const fragment = { name: `F${this.fragments.length}`, on, text: '' };
    this.fragments.push(fragment);
    fragment.text = this.selections(on, depth + 1);
    return `...${fragment.name} `;
  }

  /** The type itself, one of its members, or an interface that it can be seen as. */
  private within(type: GraphQLCompositeType): GraphQLCompositeType {
    const members = isAbstractType(type) ? this.schema.getPossibleTypes(type) : [];
    const interfaces = [...members, ...(isObjectType(type) ? [type] : [])].flatMap((one) => one.getInterfaces());
    return this.choices.one<GraphQLCompositeType>([type, ...members, ...members, ...interfaces]);
  }

  private field(field: GraphQLField<unknown, unknown>, depth: number): string {
    const type = getNamedType(field.type);
    if (isCompositeType(type) && depth >= deepest) {
      return '';
    }
    const given = field.args.flatMap((argument) =>
      isRequiredArgument(argument) || this.choices.chance(40)
        ? [`${argument.name}: ${this.argument(argument.type)}`]
        : [],
    );
    const alias = given.length > 0 || this.choices.chance(20) ? `${field.name}${this.fresh()}: ` : '';
    const text = `${alias}${field.name}${given.length > 0 ? `(${given.join(', ')})` : ''}${this.directives()}`;
    return isCompositeType(type) ? `${text} ${this.selections(type, depth + 1)}` : text;
  }

  private argument(type: GraphQLInputType): string {
    return this.choices.chance(50)
      ? this.variable(String(type), this.value(type, 0))
      : literal(this.value(type, 0), type);
  }

  private directives(): string {
    if (!this.choices.chance(18)) {
      return '';
    }
    const directive = () => `@${this.choices.one(['include', 'skip'])}(if: ${this.condition()})`;
    return ` ${directive()}`;
  }

  private condition(): string {
    const wanted = this.choices.chance(50);
    if (this.choices.chance(20)) {
      return String(wanted);
    }
    if (this.choices.chance(30)) {
      const name = `v${this.fresh()}`;
      this.definitions.push(`$${name}: Boolean = ${String(wanted)}`);
      return `$${name}`;
    }
    return this.variable('Boolean!', wanted);
  }

  private variable(type: string, value: unknown): string {
    const name = `v${this.fresh()}`;
    this.definitions.push(`$${name}: ${type}`);
    this.variables[name] = value;
    return `$${name}`;
  }

  value(type: GraphQLInputType, depth: number): unknown {
    const { choices } = this;
    if (isNonNullType(type)) {
      return this.value(type.ofType, depth) ?? this.present(type.ofType, depth);
    }
    return choices.chance(10) ? null : this.present(type, depth);
  }

  private present(type: GraphQLInputType, depth: number): unknown {
    const { choices } = this;
    if (isListType(type)) {
      return Array.from({ length: choices.below(3) }, () => this.value(type.ofType, depth + 1));
    }
    if (isInputObjectType(type)) {
      const fields = Object.values(type.getFields());
      const chosen = type.isOneOf
        ? [choices.one(fields)]
        : fields.filter((field) => isRequiredInputField(field) || (depth < 2 && choices.chance(30)));
      return Object.fromEntries(
        chosen.map((field) => [
          field.name,
          type.isOneOf ? this.present(field.type, depth + 1) : this.value(field.type, depth + 1),
        ]),
      );
    }
    if (isEnumType(type)) {
      return choices.one(type.getValues()).name;
    }
    const scalars: Record<string, () => unknown> = {
      Int: () => choices.below(50),
      Float: () => choices.below(100) / 4,
      Boolean: () => choices.chance(50),
      LocalDate: () => '2025-01-28',
      DateTime: () => '2025-01-28T09:00:00Z',
    };
    return (scalars[String(type)] ?? (() => `s${choices.below(9)}`))();
  }

  private fresh(): number {
    this.count += 1;
    return this.count;
  }
}

function literal(value: unknown, type: GraphQLInputType): string {
  if (value === null) {
    return 'null';
  }
  if (isNonNullType(type)) {
    return literal(value, type.ofType);
  }
  if (isListType(type)) {
    return `[${(value as unknown[]).map((each) => literal(each, type.ofType)).join(', ')}]`;
  }
  if (isInputObjectType(type)) {
    const fields = type.getFields();
    return `{ ${Object.entries(value as object)
      .map(([name, each]) => `${name}: ${literal(each, fields[name]!.type)}`)
      .join(', ')} }`;
  }
  return isEnumType(type) ? (value as string) : JSON.stringify(value);
}
