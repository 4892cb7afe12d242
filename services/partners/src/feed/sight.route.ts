import { readingRoute, type ReadingSurroundings } from '@maarad/shared/graphql';
import { sendJson, type Route } from '@maarad/shared/runtime';
import { sightFor } from './sight.js';

/** `POST /sight`: what the principal may see of the feed at this moment. Internal: the gateway asks it for a partner that it sends events to. */
export const sightRoute = (surroundings: ReadingSurroundings): Route =>
  readingRoute(surroundings, async ({ context: { database, principal }, response }) =>
    sendJson(response, 200, await sightFor(database, principal)),
  );
