import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { BadUserInput } from '@maarad/shared/errors';
import { readingRoute, type ReadingSurroundings } from '@maarad/shared/graphql';
import type { Route } from '@maarad/shared/runtime';
import { requireKnown, type EventFilter } from '../feed/event-filter.js';
import { ReadChannel } from './partner-read.entity.js';
import { writeRead } from './record-reads.js';

/** A filter may name every type of the fair. */
const largestBody = 65_536;

const place = z.int().nonnegative();
const reportSchema = z.object({
  id: z.uuid(),
  filter: z.record(z.string(), z.unknown()),
  after: place,
  last: place,
  events: z.int().nonnegative(),
});

/**
 * `POST /reads`: a partner subscribes to events through the gateway, or has been given so many. Internal: the gateway reports it as
 * the subscriber, under one id when it begins, while it lasts and at its end.
 */
export const reportReadRoute = (surroundings: ReadingSurroundings): Route =>
  readingRoute(surroundings, async ({ context: { database, principal }, request, response }) => {
    const { filter, ...report } = reportIn(await textOf(request));
    if (principal.partnerId) {
      const known = requireKnown(filter as EventFilter, (field) => `filter.${field}`);
      await writeRead(database, { ...report, filter: known, principal, channel: ReadChannel.SUBSCRIPTION });
    }
    response.writeHead(204).end();
  });

/** @throws BadUserInput */
function reportIn(text: string): z.output<typeof reportSchema> {
  try {
    return reportSchema.parse(JSON.parse(text));
  } catch {
    throw new BadUserInput([{ path: 'body', rule: 'must be a report of a read' }]);
  }
}

/** Cut off where it is no report. */
async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += text.length <= largestBody ? (chunk as string) : '';
  }
  return text;
}
