import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { PrincipalVerifier } from '@maarad/shared/auth';
import { acceptedLanguage } from '@maarad/shared/graphql';
import { sendRefusal, systemClock, type Route } from '@maarad/shared/runtime';
import { calendarOf } from './calendar-of.js';
import { calendarRequest } from './calendar-request.js';

/** `GET /programme.ics`: calendars as iCalendar, with an ETag, so that a program that asks again is sent only what has changed. */
export function calendarRoute({
  database,
  principals,
}: {
  database: DataSource;
  principals: PrincipalVerifier;
}): Route {
  return async ({ headers }, response, url) => {
    try {
      const principal = await principals.verify(headers['x-maarad-principal'] as string | undefined);
      const request = calendarRequest(url);
      const language = request.lang ?? acceptedLanguage(headers['accept-language']);
      const context = { principal, language, database, clock: systemClock, wakeRelay: () => undefined };
      const text = await calendarOf(request, context);
      const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
      const about = {
        etag,
        vary: 'accept-language, authorization',
        'cache-control': request.reservations ? 'private, no-cache' : 'no-cache',
      };
      if (headers['if-none-match']?.includes(etag)) {
        response.writeHead(304, about).end();
        return;
      }
      response.writeHead(200, {
        ...about,
        'content-type': 'text/calendar; charset=utf-8',
        'content-disposition': 'inline; filename="programme.ics"',
      });
      response.end(text);
    } catch (error) {
      sendRefusal(response, error);
    }
  };
}
