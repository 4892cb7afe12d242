import type { z } from 'zod';
import type { EventDefinition, ReceivedEvent } from '../contracts/define-event.js';
import type { Work } from '../database/work.js';

/** What a service does when it hears of something, in one transaction with the note that it heard. */
export interface EventHandler {
  definitions: readonly EventDefinition[];
  handle(work: Work, event: ReceivedEvent): Promise<void>;
}

/** A handler for one type of event; its data has been checked against the contract. */
export function when<Schema extends z.ZodType>(
  definition: EventDefinition<Schema>,
  handle: (work: Work, event: ReceivedEvent<z.output<Schema>>) => Promise<void>,
): EventHandler {
  return {
    definitions: [definition as unknown as EventDefinition],
    handle: (work, event) => handle(work, event as ReceivedEvent<z.output<Schema>>),
  };
}

/** A handler for several types of event that it treats alike. */
export function whenAny<Definitions extends readonly EventDefinition[]>(
  definitions: Definitions,
  handle: (work: Work, event: ReceivedEvent<z.output<Definitions[number]['data']>>) => Promise<void>,
): EventHandler {
  return {
    definitions,
    handle: (work, event) => handle(work, event as ReceivedEvent<z.output<Definitions[number]['data']>>),
  };
}

/** What a service reacts to, each handler under the sentence that names it: that name is the inbox's, so it is never changed. */
export type EventHandlers = Record<string, EventHandler>;

/** The topics in which the handled types are told. */
export function topicsOf(handlers: EventHandlers): string[] {
  return [...new Set(Object.values(handlers).flatMap(({ definitions }) => definitions.map(({ topic }) => topic)))];
}

/** The service that tells events of a type: `sales` for `org.maarad.sales.sale.recorded.v1`. */
export function tellerOf(type: string): string {
  const start = type.indexOf('.', 'org.'.length) + 1;
  return type.slice(start, type.indexOf('.', start));
}
