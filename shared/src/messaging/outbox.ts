import type { EntityManager } from 'typeorm';
import type { NewEvent } from '../contracts/define-event.js';

/** An event as the relay sends it. */
export interface OutboxRow {
  id: string;
  topic: string;
  subject: string;
  /** The text that the log gets, to the byte. */
  value: string;
  /** Which event of its subject it is: 1, 2, 3, … */
  sequence: number;
}

/** What of a row of the outbox is an `OutboxRow`. */
export const asSent = `id, topic, subject, event::text AS value, (event->>'sequence')::int AS sequence`;

/**
 * Writes events into the outbox of the running transaction, in one statement. Each gets the next `sequence` of its subject (a
 * CloudEvents extension that sorts as text: https://github.com/cloudevents/spec/blob/main/cloudevents/extensions/sequence.md). The counter's row stays locked until
 * the commit, so within a subject the order of positions is the order of commits.
 *
 * @returns what the relay may be handed once it is committed.
 */
export function writeOutbox(manager: EntityManager, events: NewEvent[]): Promise<OutboxRow[]> {
  return manager.query(
    `WITH recorded AS (
       SELECT row_number() OVER (PARTITION BY subject ORDER BY place) AS nth, * FROM ROWS FROM
         (jsonb_to_recordset($1::jsonb) AS (topic text, subject uuid, event jsonb)) WITH ORDINALITY AS r(topic, subject, event, place)
     ), sequences AS (
       INSERT INTO event_sequences (subject, last)
       SELECT subject, count(*) FROM recorded GROUP BY subject ORDER BY subject
       ON CONFLICT (subject) DO UPDATE SET last = event_sequences.last + EXCLUDED.last
       RETURNING subject, last
     )
     INSERT INTO outbox (id, topic, subject, event)
     SELECT (event->>'id')::uuid, topic, subject,
       event || jsonb_build_object('sequence', lpad((last - (count(*) OVER (PARTITION BY subject)) + nth)::text, 10, '0'))
     FROM recorded JOIN sequences USING (subject)
     ORDER BY place
     RETURNING ${asSent}`,
    [JSON.stringify(events)],
  );
}
