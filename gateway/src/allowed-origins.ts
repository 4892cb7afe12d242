import type { IncomingMessage, ServerResponse } from 'node:http';
import cors from 'cors';

/** How long a browser need not ask again what it may send, in seconds. */
const rememberedFor = 7_200;

/**
 * Which sites' pages may ask, beside this one's: those of a list. Nothing here rests on cookies, so none is ever let through with
 * credentials; tokens come in a header.
 */
export class AllowedOrigins {
  private readonly allow: ReturnType<typeof cors>;

  constructor(private readonly origins: readonly string[]) {
    this.allow = cors({
      origin: [...origins],
      methods: ['GET', 'POST', 'PUT', 'DELETE'],
      allowedHeaders: [
        ...['authorization', 'content-type', 'accept-language', 'last-event-id', 'if-none-match'],
        ...['apollo-require-preflight', 'x-correlation-id', 'traceparent', 'x-graphql-event-stream-token'],
      ],
      exposedHeaders: ['etag', 'retry-after', 'ratelimit', 'ratelimit-policy', 'x-correlation-id'],
      maxAge: rememberedFor,
    });
  }

  /** Sets what a browser asks for, and answers when it only asked. True when the request goes on. */
  lets(request: IncomingMessage, response: ServerResponse): boolean {
    if (this.origins.length === 0 && request.method !== 'OPTIONS') {
      return true;
    }
    let goesOn = false;
    this.allow(request as never, response as never, () => {
      goesOn = true;
    });
    return goesOn;
  }

  /** Browsers let every page open a WebSocket anywhere, and say only here which one it is; programs say nothing. */
  letsUpgrade({ headers: { origin, host } }: IncomingMessage): boolean {
    return origin === undefined || this.origins.includes(origin) || hostOf(origin) === host;
  }
}

function hostOf(origin: string): string | undefined {
  try {
    return new URL(origin).host;
  } catch {
    return undefined;
  }
}
