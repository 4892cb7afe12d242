import { AsyncLocalStorage } from 'node:async_hooks';
import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

/** What ties everything that one request causes together: log lines, statements, events, and what those cause elsewhere. */
export interface RequestScope {
  correlationId: string;
  /** W3C Trace Context: https://www.w3.org/TR/trace-context/ */
  traceparent: string;
  /** Set where nothing came before: the span that the traceparent names is nobody's. */
  begins?: true;
}

const storage = new AsyncLocalStorage<RequestScope>();
let spoken: RequestScope | undefined;

/** For what goes on after it has waited, too. From the first time on every promise of the process costs more: Node 20 hooks into each. */
export const runInScope = <Result>(scope: RequestScope, run: () => Result): Result => storage.run(scope, run);

/** For what is said at once, a log line or the text of an error, by those who hold the scope in their hands. */
export function speakInScope<Result>(scope: RequestScope, say: () => Result): Result {
  const before = spoken;
  spoken = scope;
  try {
    return say();
  } finally {
    spoken = before;
  }
}

export const currentScope = (): RequestScope | undefined => spoken ?? storage.getStore();

const saneId = /^[\w.:-]{1,128}$/;
const traceparentForm = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Takes over ids that came with a request where they are well formed, and makes those that are missing. */
export function scopeFrom(correlationId: string | undefined, traceparent: string | undefined): RequestScope {
  const id = correlationId && saneId.test(correlationId) ? correlationId : v7();
  return traceparent && traceparentForm.test(traceparent)
    ? { correlationId: id, traceparent }
    : { correlationId: id, traceparent: newTraceparent(), begins: true };
}

/** Random bytes of many ids, since drawing costs the same for few and many. */
const drawn = Buffer.alloc(24 * 256);
let used = drawn.length;

function newTraceparent(): string {
  if (used === drawn.length) {
    randomFillSync(drawn);
    used = 0;
  }
  const ids = drawn.toString('hex', used, (used += 24));
  return `00-${ids.slice(0, 32)}-${ids.slice(32)}-00`;
}

/** The scope of what caused an event, from the event's own text. */
export function scopeOfEvent(text: string): RequestScope {
  return scopeFrom(extensions.correlationId.exec(text)?.[1], extensions.traceparent.exec(text)?.[1]);
}

/** Extensions of a CloudEvent without reading all of it; no event's data has properties of these names. */
const extensions = { correlationId: /"correlationid"\s*:\s*"([^"]*)"/, traceparent: /"traceparent"\s*:\s*"([^"]*)"/ };
