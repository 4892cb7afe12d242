import type { RequestScope } from '@maarad/shared/telemetry';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** In bytes: below it, compressing costs more than it saves. */
const worthCompressing = 1_024;

export interface Answer {
  status: number;
  headers: Iterable<readonly [string, string]>;
  body: string | Buffer;
}

/** Sends an answer whole, compressed where the caller takes it, with the correlation id by which it is found again in every log. */
export async function sendAnswer(
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: Answer,
  { correlationId }: RequestScope,
): Promise<void> {
  const head: Record<string, string | number> = {
    'x-correlation-id': correlationId,
  };
  for (const [name, value] of headers) {
    head[name] = value;
  }
  let payload = body;
  if (body.length >= worthCompressing && acceptsGzip(request)) {
    payload = await compress(body);
    head['content-encoding'] = 'gzip';
    response.appendHeader('vary', 'accept-encoding');
  }
  head['content-length'] = Buffer.byteLength(payload);
  if (!response.destroyed) {
    response.writeHead(status, head).end(payload);
  }
}

const acceptsGzip = (request: IncomingMessage): boolean =>
  /\bgzip\b/.test(String(request.headers['accept-encoding'] ?? ''));
