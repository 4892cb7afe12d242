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

/**
 * What is read of a CloudEvent (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md#context-attributes) beside its data. The library that
 * writes events is no help here: it would make up an id and a version where they are missing.
 */
const envelope = z.object({
  specversion: z.literal('1.0'),
  id,
  type: z.string().min(1),
  source: z.string().min(1),
  subject: id,
  time: z.iso.datetime(),
  edition: z.string().optional(),
  region: z.string().optional(),
  exhibitorkind: z.string().optional(),
  sequence: z.string(),
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
    const { specversion: _, exhibitorkind: kind, time, sequence, ...told } = envelope.parse(record);
    const data = definition.data.parse(record.data);
    return { ...told, kind, time: new Date(time), sequence: Number(sequence), data, raw };
  } catch (error) {
    throw new UnreadableEvent(
      `The event does not fit ${definition.type}: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}
