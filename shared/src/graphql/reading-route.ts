import type { IncomingMessage, ServerResponse } from 'node:http';
import type { DataSource } from 'typeorm';
import { principalHeader, type PrincipalVerifier } from '../auth/index.js';
import { systemClock } from '../runtime/clock.js';
import { headerOf, sendRefusal, type Route } from '../runtime/http-server.js';
import type { Context } from './context.js';
import { acceptedLanguage } from './language.js';

export interface ReadingSurroundings {
  database: DataSource;
  principals: PrincipalVerifier;
}

/** A request as its caller. */
export interface Reading {
  context: Context;
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
}

/**
 * A path of a service's own that reads, as its caller and in the language that it accepts; that it was read may be written down, but
 * no event comes of it. Whoever does not come through the gateway is refused; a coded error is told as the graph does.
 */
export function readingRoute(
  { database, principals }: ReadingSurroundings,
  answer: (reading: Reading) => void | Promise<void>,
): Route {
  return async (request, response, url) => {
    try {
      const principal = await principals.verify(headerOf(request, principalHeader));
      const language = acceptedLanguage(headerOf(request, 'accept-language'));
      const context = { principal, language, database, clock: systemClock, wakeRelay: () => undefined };
      await answer({ context, request, response, url });
    } catch (error) {
      sendRefusal(response, error);
    }
  };
}
