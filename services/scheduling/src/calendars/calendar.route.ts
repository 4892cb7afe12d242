import { createHash } from 'node:crypto';
import { readingRoute, type ReadingSurroundings } from '@maarad/shared/graphql';
import type { Route } from '@maarad/shared/runtime';
import { calendarOf } from './calendar-of.js';
import { calendarRequest } from './calendar-request.js';

/** `GET /programme.ics`: calendars as iCalendar, with an ETag, so that a program that asks again is sent only what has changed. */
export const calendarRoute = (surroundings: ReadingSurroundings): Route =>
  readingRoute(surroundings, async ({ context, request: { headers }, response, url }) => {
    const request = calendarRequest(url);
    const text = await calendarOf(request, { ...context, language: request.lang ?? context.language });
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
  });
