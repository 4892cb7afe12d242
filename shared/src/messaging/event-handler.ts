import type { DataSource } from 'typeorm';
import type { z } from 'zod';
import type { EventDefinition, ReceivedEvent } from '../contracts/define-event.js';
import { prepared } from '../database/prepared.js';
import type { Work } from '../database/work.js';
import { hearOnce } from './hear-once.js';

/** What a service does when it hears of something, in one transaction with the note that it heard. */
export type EventHandler = WorkHandler | StatementHandler;

/** Any use of the database, and further events. */
export interface WorkHandler {
  definitions: readonly EventDefinition[];
  handle(work: Work, event: ReceivedEvent): Promise<void>;
}

/** An effect that is one statement: run as one with the inbox's, and alone it commits by itself. See `whenAnyInOneStatement`. */
export interface StatementHandler {
  definitions: readonly EventDefinition[];
  /** Prepared; it returns a row unless the event was heard of before. */
  statement: string;
  of(event: ReceivedEvent, run: StatementRun): StatementOfEvent;
}

export interface StatementRun {
  database: DataSource;
  /** Whether it commits by itself; else others of the same batch commit with it. */
  alone: boolean;
}

export interface StatementOfEvent {
  /** From `$3` on. */
  parameters: unknown[];
  /** Once it is committed, with the row that it returned. Must not throw. */
  committed?(row: Record<string, unknown>): void;
}

/** A handler for one type of event; its data has been checked against the contract. */
export function when<Schema extends z.ZodType>(
  definition: EventDefinition<Schema>,
  handle: (work: Work, event: ReceivedEvent<z.output<Schema>>) => Promise<void>,
): WorkHandler {
  return {
    definitions: [definition as unknown as EventDefinition],
    handle: (work, event) => handle(work, event as ReceivedEvent<z.output<Schema>>),
  };
}

/** A handler for several types of event that it treats alike. */
export function whenAny<Definitions extends readonly EventDefinition[]>(
  definitions: Definitions,
  handle: (work: Work, event: ReceivedEvent<z.output<Definitions[number]['data']>>) => Promise<void>,
): WorkHandler {
  return {
    definitions,
    handle: (work, event) => handle(work, event as ReceivedEvent<z.output<Definitions[number]['data']>>),
  };
}

/**
 * A handler whose effect is one statement: one round trip instead of five, for what is in a hurry.
 *
 * @param name of the prepared statement
 * @param effect what follows `WITH fresh AS (…)`, where `fresh` has a row if the event was not heard of before. It returns a row then,
 *   and else changes nothing.
 */
export function whenAnyInOneStatement(
  definitions: readonly EventDefinition[],
  { name, effect, of }: { name: string; effect: string; of: StatementHandler['of'] },
): StatementHandler {
  return { definitions, statement: prepared(name, `WITH fresh AS (${hearOnce}) ${effect}`), of };
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
