import type { IncomingMessage } from 'node:http';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import type { PrincipalVerifier } from '@maarad/shared/auth';
import { sendJson, sendRefusal, systemClock, type Clock, type Route } from '@maarad/shared/runtime';
import { checkCredential } from './check-credential.js';

/** A secret is 79 characters; more than this is none. */
const largestBody = 256;

const bodySchema = z.object({ secret: z.string() });

export interface CheckSurroundings {
  database: DataSource;
  principals: PrincipalVerifier;
}

/** `POST /credentials/check` with `{"secret":"mp_…"}`: whose it is. Internal: the gateway alone asks, by a principal that it signed. */
export function credentialCheckRoute({ database, principals }: CheckSurroundings, clock: Clock = systemClock): Route {
  return async (request, response) => {
    try {
      await principals.verify(request.headers['x-maarad-principal'] as string | undefined);
      sendJson(response, 200, await checkCredential(database, await secretIn(request), clock.now()));
    } catch (error) {
      sendRefusal(response, error);
    }
  };
}

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
