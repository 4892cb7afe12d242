import type { IncomingMessage } from 'node:http';
import { CodedError } from '@maarad/shared/errors';

/** In bytes. */
export const largestBody = 1024 * 1024;

/** What is still read to its end, so that the caller gets to read the refusal; beyond it the connection is cut. */
const largestDrained = 32 * largestBody;

export class BodyTooLarge extends CodedError {
  constructor() {
    super('BAD_USER_INPUT', 'The request is too large.', {
      problems: [{ path: 'body', rule: `must be at most ${largestBody} bytes` }],
    });
  }
}

/** The body is not said to be JSON. */
export class NotJson extends CodedError {
  constructor() {
    super('BAD_USER_INPUT', 'The request is not JSON.', {
      problems: [{ path: 'content-type', rule: 'must be application/json' }],
    });
  }
}

/** The caller went away before the whole request had come. */
export class RequestAborted extends Error {}

/**
 * Bodies other than JSON are refused, which also keeps forms of foreign sites out: a browser asks before it sends JSON.
 *
 * @throws NotJson
 */
export function requireJson(request: IncomingMessage): void {
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    request.resume();
    throw new NotJson();
  }
}

/** @throws BodyTooLarge, or CodedError BAD_USER_INPUT when the body is not JSON, or RequestAborted. */
export async function readJsonBody(request: IncomingMessage): Promise<unknown> {
  const body = await readBody(request);
  try {
    return JSON.parse(body);
  } catch {
    throw new CodedError('BAD_USER_INPUT', 'The request is not JSON.', {
      problems: [{ path: 'body', rule: 'must be JSON' }],
    });
  }
}

/** @throws BodyTooLarge, RequestAborted */
export function readBody(request: IncomingMessage): Promise<string> {
  return new Promise((resolve, reject) => {
    let chunks: Buffer[] = [];
    let size = 0;
    let ended = false;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= largestBody) {
        chunks.push(chunk);
        return;
      }
      chunks = [];
      if (size > largestDrained) {
        request.destroy();
      }
    });
    request.on('end', () => {
      ended = true;
      if (size > largestBody) {
        reject(new BodyTooLarge());
      } else {
        const [only] = chunks;
        resolve(chunks.length === 1 && only ? only.toString() : Buffer.concat(chunks).toString());
      }
    });
    // What has been read to its end closes too, and an error costs a walk of the stack.
    const abort = () => ended || reject(new RequestAborted());
    request.on('error', abort);
    request.on('close', abort);
  });
}
