import {
  execute,
  getNamedType,
  isObjectType,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
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

type Operation = Pick<ReadOperation, 'document' | 'operation'> & { variables: Record<string, unknown> };

/** The answers to such subscriptions. Equal ones share that to the event which came last. */
export class AnswersFromEvents {
  private readonly latest = new WeakMap<
    OperationDefinitionNode,
    { to: FeedEvent; byVariables: Map<string, ExecutionResult> }
  >();

  constructor(private readonly schema: GraphQLSchema) {}

  answer(asked: Operation, event: FeedEvent): ExecutionResult {
    let latest = this.latest.get(asked.operation);
    if (latest?.to !== event) {
      latest = { to: event, byVariables: new Map() };
      this.latest.set(asked.operation, latest);
    }
    const variables = JSON.stringify(asked.variables);
    const answer = latest.byVariables.get(variables) ?? answerFromEvent(this.schema, asked, event);
    latest.byVariables.set(variables, answer);
    return answer;
  }
}

function answerFromEvent(
  schema: GraphQLSchema,
  { document, operation, variables }: Operation,
  { cursor, edition, region, kind, ...event }: FeedEvent,
): ExecutionResult {
  const node = { ...event, region: region ?? null, kind: kind ?? null, edition: edition ? { id: edition } : null };
  return execute({
    ...{ schema, document, operationName: operation.name?.value, variableValues: variables },
    rootValue: { events: { cursor, node } },
  }) as ExecutionResult;
}
