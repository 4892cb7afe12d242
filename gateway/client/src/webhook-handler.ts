import type { IncomingMessage } from 'node:http';
import type { FairEvent } from './event-types.js';
import { headerOf, verifyWebhook, WebhookRefused, type WebhookKeys } from './verify-webhook.js';

/** Which events have been taken already, by id. A `Set` will do for a try; what must outlive the process is a table with the id as its key. */
export interface SeenEvents {
  has(id: string): boolean | Promise<boolean>;
  /** Called once `onEvent` has taken the event. */
  add(id: string): unknown;
}

export interface WebhookHandlerOptions extends WebhookKeys {
  /** Without it an event that is sent again is taken again. */
  seen?: SeenEvents;
  /** In bytes; more is refused unread. The fair's events have a few thousand. */
  largestBody?: number;
  /** Why an event was not taken: what `onEvent` or `seen` threw. Written to the console unless given. */
  onError?: (error: unknown) => void;
}

const taken = 204;
const notSigned = 401;
const tooLarge = 413;
const failed = 500;
const usualLargestBody = 256 * 1_024;

/** Events that are being taken, by store: one that comes twice at once is taken once. */
const inHand = new WeakMap<SeenEvents, Map<string, Promise<void>>>();

/**
 * Takes a request of the fair: verifies it, drops what was seen, hands the event on.
 *
 * @returns the status to answer with: 204 once the event is taken, also where it was before; 401 for what the fair did not sign, 413
 *   for what is too large; 500 where `onEvent` throws, and then the fair sends it again.
 */
export async function webhookHandler(
  request: IncomingMessage | Request,
  options: WebhookHandlerOptions,
  onEvent: (event: FairEvent) => unknown,
): Promise<number> {
  const { seen, largestBody = usualLargestBody, onError = console.error } = options;
  try {
    const body = await bodyOf(request, largestBody);
    if (body === undefined) {
      return tooLarge;
    }
    const event = verifyWebhook(body, request.headers, options);
    const id = headerOf(request.headers, 'webhook-id');
    await (seen ? takeOnce(id, seen, () => onEvent(event)) : onEvent(event));
    return taken;
  } catch (error) {
    if (error instanceof WebhookRefused) {
      return notSigned;
    }
    onError(error);
    return failed;
  }
}

async function takeOnce(id: string, seen: SeenEvents, take: () => unknown): Promise<void> {
  const current = inHand.get(seen) ?? new Map<string, Promise<void>>();
  inHand.set(seen, current);
  const taking =
    current.get(id) ??
    (async () => {
      if (!(await seen.has(id))) {
        await take();
        await seen.add(id);
      }
    })();
  current.set(id, taking);
  try {
    await taking;
  } finally {
    current.delete(id);
  }
}

/** Undefined where it is larger. */
async function bodyOf(request: IncomingMessage | Request, largest: number): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const source = request instanceof Request ? request.body : request;
  for await (const chunk of (source ?? []) as AsyncIterable<Uint8Array>) {
    length += chunk.length;
    if (length > largest) {
      return undefined;
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
