import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { readingRoute, type ReadingSurroundings } from '@maarad/shared/graphql';
import { sendJson, systemClock, type Clock, type Route } from '@maarad/shared/runtime';
import { checkCredential } from './check-credential.js';

/** A secret is 79 characters; more than this is none. */
const largestBody = 256;

const bodySchema = z.object({ secret: z.string() });

/** `POST /credentials/check` with `{"secret":"mp_…"}`: whose it is. Internal: the gateway alone asks, by a principal that it signed. */
export const credentialCheckRoute = (surroundings: ReadingSurroundings, clock: Clock = systemClock): Route =>
  readingRoute(surroundings, async ({ context: { database }, request, response }) =>
    sendJson(response, 200, await checkCredential(database, await secretIn(request), clock.now())),
  );

/** Empty where there is none. */
async function secretIn(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    if (text.length <= largestBody) {
      text += (chunk as Buffer).toString('latin1');
    }
  }
  try {
    return bodySchema.parse(JSON.parse(text)).secret;
  } catch {
    return '';
  }
}
