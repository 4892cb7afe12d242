import type { Asking } from '../fetch-request.js';
import type { Told } from '../run.js';
import type { NamedEntities } from './named-entities.js';

/** An operation on its way to being answered from text. */
export interface TextRun extends Asking {
  /** What the services have said so far, by what they were asked: also for who begins again with objects. */
  readonly told: Told;
  /** By the number of the fetch: what was answered. */
  readonly texts: Uint8Array[];
  /** By the number of the fetch: where its records are in it. */
  readonly tapes: Int32Array[];
  /** What `entityNames` has found. */
  readonly named: NamedEntities[];
  /** To be called once the answer is written: until then objects may have to read the same again. */
  readonly read: (() => void)[];
  /** Given up: what is still on its way asks nothing more. */
  over: boolean;
}
