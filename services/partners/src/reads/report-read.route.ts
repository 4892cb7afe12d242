import type { IncomingMessage } from 'node:http';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { PrincipalVerifier } from '@maarad/shared/auth';
import { CodedError } from '@maarad/shared/errors';
import { sendJson, type Route } from '@maarad/shared/runtime';
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

export interface ReportSurroundings {
  database: DataSource;
  principals: PrincipalVerifier;
}

/**
 * `POST /reads`: a partner subscribes to events through the gateway, or has been given so many. Internal: the gateway reports it as
 * the subscriber, under one id when it begins, while it lasts and at its end.
 */
export function reportReadRoute({ database, principals }: ReportSurroundings): Route {
  return async (request, response) => {
    try {
      const principal = await principals.verify(request.headers['x-maarad-principal'] as string | undefined);
      const { filter, ...report } = reportSchema.parse(JSON.parse(await textOf(request)));
      if (principal.partnerId) {
        const known = requireKnown(filter as EventFilter, (field) => `filter.${field}`);
        await writeRead(database, { ...report, filter: known, principal, channel: ReadChannel.SUBSCRIPTION });
      }
      response.writeHead(204).end();
    } catch (error) {
      const code = codeOf(error);
      if (!code) {
        throw error;
      }
      request.resume();
      sendJson(response, code === 'UNAUTHENTICATED' ? 401 : 400, {
        errors: [{ message: 'The report cannot be taken.', extensions: { code } }],
      });
    }
  };
}

/** Of what is wrong with the report or its principal; undefined for a fault. */
function codeOf(error: unknown): string | undefined {
  if (error instanceof z.ZodError || error instanceof SyntaxError) {
    return 'BAD_USER_INPUT';
  }
  return error instanceof CodedError ? error.code : undefined;
}

/** Cut off where it is no report. */
async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += text.length <= largestBody ? (chunk as string) : '';
  }
  return text;
}
