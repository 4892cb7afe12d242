import { CloudEvent } from 'cloudevents';
import type { EventDefinition, ReceivedEvent } from '../contracts/define-event.js';

/** What came out of the log is no event of ours, or does not fit its contract. No retry mends that. */
export class UnreadableEvent extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UnreadableEvent';
  }
}

/** The type that a record says it has; undefined where it is no JSON object at all. */
export function parseRecord(value: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(value);
    if (parsed !== null && typeof parsed === 'object') {
      return parsed as Record<string, unknown>;
    }
  } catch (error) {
    throw new UnreadableEvent('The record is not JSON.', { cause: error });
  }
  throw new UnreadableEvent('The record is not a JSON object.');
}

/** @throws UnreadableEvent when it is no CloudEvent or its data does not fit the contract of its type. */
export function readEvent(record: Record<string, unknown>, definition: EventDefinition): ReceivedEvent {
  try {
    const event = new CloudEvent(record, true);
    return {
      id: event.id,
      type: event.type,
      source: event.source,
      subject: event.subject ?? '',
      time: new Date(event.time ?? 0),
      edition: event.edition as string | undefined,
      region: event.region as string | undefined,
      sequence: Number(event.sequence),
      data: definition.data.parse(event.data),
    };
  } catch (error) {
    throw new UnreadableEvent(
      `The event does not fit ${definition.type}: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}
