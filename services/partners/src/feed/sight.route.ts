import type { DataSource } from 'typeorm';
import type { PrincipalVerifier } from '@maarad/shared/auth';
import { sendJson, sendRefusal, type Route } from '@maarad/shared/runtime';
import { sightFor } from './sight.js';

export interface SightSurroundings {
  database: DataSource;
  principals: PrincipalVerifier;
}

/** `POST /sight`: what the principal may see of the feed at this moment. Internal: the gateway asks it for a partner that it sends events to. */
export function sightRoute({ database, principals }: SightSurroundings): Route {
  return async (request, response) => {
    request.resume();
    try {
      const principal = await principals.verify(request.headers['x-maarad-principal'] as string | undefined);
      sendJson(response, 200, await sightFor(database, principal));
    } catch (error) {
      sendRefusal(response, error);
    }
  };
}
