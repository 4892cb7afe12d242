import type { Asking } from '../fetch-request.js';
import type { Told } from '../run.js';
import type { NamedEntities } from './named-entities.js';
import type { Remembered } from './remembered-answers.js';

/** An operation that is asked, with its variables. */
export interface AskedOnce extends Asking {
  /** What the services have said so far, by what they were asked: also for who begins again with objects. */
  readonly told: Told;
}

/** An operation on its way to being answered from text. */
export interface TextRun extends AskedOnce {
  /** What services said the last time; undefined from when on one of them says something else. */
  remembered: Remembered | undefined;
  /** By the number of the fetch: what its service is asked; undefined where there is nothing to ask. */
  readonly bodies: (string | undefined)[];
  /** By the number of the fetch: what was answered. */
  readonly texts: Buffer[];
  /** Reads what was answered as the last time, and so not read: in the order in which it came. */
  readonly unread: ((run: TextRun) => void)[];
  /** By the number of the fetch: where its records are in it. */
  readonly tapes: Int32Array[];
  /** What `entityNames` has found. */
  readonly named: NamedEntities[];
  /** To be called once the answer is written: until then objects may have to read the same again. */
  readonly read: (() => void)[];
  /** Given up: what is still on its way asks nothing more. */
  over: boolean;
}

// Laid out in one literal: with a spread V8 makes a hidden class for each of them.
export const beginText = (
  { request, sources, variables, told }: AskedOnce,
  remembered: Remembered | undefined,
): TextRun => ({
  request,
  sources,
  variables,
  told,
  remembered,
  bodies: [],
  texts: [],
  unread: [],
  tapes: [],
  named: [],
  read: [],
  over: false,
});
