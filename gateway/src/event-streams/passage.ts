import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Dispatcher } from 'undici';

/** A service's answer on its way to a caller. */
export interface Passage {
  answer: Dispatcher.ResponseData;
  /** Sends its body, to the end. @throws what it broke off with, or the reason of the signal */
  send(response: ServerResponse, signal: AbortSignal): Promise<void>;
}

/** The way of an answer that is for one caller: nothing is held back, and neither side outlives the other. */
export const forOne = (answer: Dispatcher.ResponseData): Passage => ({
  answer,
  send: (response, signal) => pipeline(answer.body, response, { signal }),
});

/** Whether an answer goes on for as long as its reader likes; a file is sent to its end. */
export const lasts = ({ headers }: Dispatcher.ResponseData): boolean =>
  String(headers['content-type']).startsWith('text/event-stream');
