import {
  getDirectiveValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { LRUCache } from 'lru-cache';
import { fragmentsOf } from './entity-query.js';
import type { FeedEvent } from './feed-event.js';
import type { ReadOperation } from './read-operation.js';

/** Whether a subscription to `events` asks for nothing but what the event itself says, so that no service has to be asked. */
export function asksForEventOnly(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let only = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(node) {
        const parent = types.getParentType();
        const type = types.getType();
        const leadsOn = isObjectType(type && getNamedType(type)) && parent?.name === 'Event';
        only &&= !leadsOn || isIdOnly(node.selectionSet?.selections ?? []);
      },
    }),
  );
  return only;
}

const isIdOnly = (selections: readonly { kind: Kind }[]): boolean =>
  selections.every(
    (selection) =>
      selection.kind === Kind.FIELD && (selection as unknown as { name: { value: string } }).name.value === 'id',
  );

/** What such a subscription is answered of an event. */
export type AnswerFromEvent = (event: FeedEvent) => Record<string, unknown>;

/** So many different selections are remembered. */
const answers = new LRUCache<string, AnswerFromEvent>({ max: 1_000 });

/**
 * Laid out once for a subscription: running its operation for each event takes ten times as long. Those that select the same share the
 * answer to the event that came last.
 */
export function answerFromEvent(
  schema: GraphQLSchema,
  { document, operation }: ReadOperation,
  variables: Record<string, unknown>,
): AnswerFromEvent {
  const laidOut = new Layout(fragmentsOf(document), variables).of(
    [operation.selectionSet],
    schema.getSubscriptionType() as GraphQLObjectType,
  );
  const selected = JSON.stringify(laidOut);
  const answer = answers.get(selected) ?? sharedAnswer(laidOut);
  answers.set(selected, answer);
  return answer;
}

function sharedAnswer(laidOut: Part[]): AnswerFromEvent {
  let latest: { to: FeedEvent; answer: Record<string, unknown> } | undefined;
  return (to) => {
    if (latest?.to !== to) {
      const { cursor, edition, ...event } = to;
      const node = { ...event, edition: edition ? { id: edition } : null };
      latest = { to, answer: taken(laidOut, { events: { cursor, node } }) };
    }
    return latest.answer;
  };
}

/** One field of an answer. */
interface Part {
  key: string;
  name: string;
  /** The answer to `__typename`. */
  typename: string | undefined;
  inner: Part[] | undefined;
}

/** Lays out selections on object types: fragments that passed the check are all of the type that they stand in. */
class Layout {
  constructor(
    private readonly fragments: Map<string, FragmentDefinitionNode>,
    private readonly variables: Record<string, unknown>,
  ) {}

  of(sets: SelectionSetNode[], parent: GraphQLObjectType): Part[] {
    const byKey = new Map<string, FieldNode[]>();
    sets
      .flatMap((set) => this.fields(set))
      .forEach((field) => {
        const key = field.alias?.value ?? field.name.value;
        byKey.set(key, [...(byKey.get(key) ?? []), field]);
      });
    return [...byKey].map(([key, fields]) => {
      const name = (fields[0] as FieldNode).name.value;
      const type = getNamedType(parent.getFields()[name]?.type);
      const inner = isObjectType(type)
        ? this.of(
            fields.flatMap(({ selectionSet }) => selectionSet ?? []),
            type,
          )
        : undefined;
      return { key, name, typename: name === '__typename' ? parent.name : undefined, inner };
    });
  }

  private fields({ selections }: SelectionSetNode): FieldNode[] {
    return selections.flatMap((selection) => {
      const skip = getDirectiveValues(GraphQLSkipDirective, selection, this.variables)?.if === true;
      const include = getDirectiveValues(GraphQLIncludeDirective, selection, this.variables)?.if !== false;
      if (skip || !include) {
        return [];
      }
      if (selection.kind === Kind.FIELD) {
        return selection;
      }
      const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : this.fragments.get(selection.name.value);
      return fragment ? this.fields(fragment.selectionSet) : [];
    });
  }
}

function taken(parts: Part[], from: Record<string, unknown>): Record<string, unknown> {
  const answer: Record<string, unknown> = {};
  for (const { key, name, typename, inner } of parts) {
    const value = from[name] ?? null;
    answer[key] = typename ?? (inner && value ? taken(inner, value as Record<string, unknown>) : value);
  }
  return answer;
}
