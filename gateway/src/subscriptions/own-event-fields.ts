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

/** The answer to such a subscription. */
export function answerFromEvent(
  schema: GraphQLSchema,
  { document, operation }: { document: DocumentNode; operation: OperationDefinitionNode },
  variableValues: Record<string, unknown>,
  { cursor, edition, region, kind, ...event }: FeedEvent,
): ExecutionResult {
  const node = { ...event, region: region ?? null, kind: kind ?? null, edition: edition ? { id: edition } : null };
  return execute({
    ...{ schema, document, operationName: operation.name?.value, variableValues },
    rootValue: { events: { cursor, node } },
  }) as ExecutionResult;
}
