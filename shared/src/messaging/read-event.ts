import { CloudEvent } from 'cloudevents';
import { z } from 'zod';
import { id } from '../contracts/values.js';
import type { EventDefinition, ReceivedEvent } from '../contracts/define-event.js';

/** What came out of the log is no event of ours, or does not fit its contract. No retry mends that. */
export class UnreadableEvent extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UnreadableEvent';
  }
}

/** What must be there, said apart: the library would make up an id and a version where they are missing. */
const envelope = z.looseObject({
  specversion: z.literal('1.0'),
  id,
  type: z.string(),
  source: z.string(),
  subject: id,
  time: z.iso.datetime(),
});

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
export function readEvent(record: Record<string, unknown>, definition: EventDefinition, raw: string): ReceivedEvent {
  try {
    const event = new CloudEvent(envelope.parse(record), true);
    return {
      id: event.id,
      type: event.type,
      source: event.source,
      subject: event.subject ?? '',
      time: new Date(event.time ?? 0),
      edition: event.edition as string | undefined,
      region: event.region as string | undefined,
      kind: event.exhibitorkind as string | undefined,
      sequence: Number(event.sequence),
      data: definition.data.parse(event.data),
      raw,
    };
  } catch (error) {
    throw new UnreadableEvent(
      `The event does not fit ${definition.type}: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}
