import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

/** What ties everything that one request causes together: log lines, statements, events, and what those cause elsewhere. */
export interface RequestScope {
  correlationId: string;
  /** W3C Trace Context: https://www.w3.org/TR/trace-context/ */
  traceparent: string;
}

const storage = new AsyncLocalStorage<RequestScope>();

export const runInScope = <Result>(scope: RequestScope, run: () => Result): Result => storage.run(scope, run);

export const currentScope = (): RequestScope | undefined => storage.getStore();

const saneId = /^[\w.:-]{1,128}$/;
const traceparentForm = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/;

/** Takes over ids that came with a request where they are well formed, and makes those that are missing. */
export function scopeFrom(correlationId: string | undefined, traceparent: string | undefined): RequestScope {
  return {
    correlationId: correlationId && saneId.test(correlationId) ? correlationId : v7(),
    traceparent:
      traceparent && traceparentForm.test(traceparent)
        ? traceparent
        : `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`,
  };
}
