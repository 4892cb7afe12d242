import { sendJson, type Routes } from '@maarad/shared/runtime/http-server';
import type { Service, Services } from './services.js';

const patienceMs = 2_000;

/** The gateway is ready once it has its supergraph: a service that is away costs its own fields only, so it is told but changes nothing. */
export function gatewayHealth(services: Services): Routes {
  return {
    'GET /health/live': (_request, response) => sendJson(response, 200, { status: 'up' }),
    'GET /health/ready': async (_request, response) => {
      const states = await Promise.all(
        Object.values(services).map(async (service) => [service.name, await stateOf(service)] as const),
      );
      sendJson(response, 200, { status: 'up', checks: { supergraph: 'up' }, services: Object.fromEntries(states) });
    },
  };
}

async function stateOf({ streams, path }: Service): Promise<'up' | 'down'> {
  try {
    const { statusCode, body } = await streams.request({
      method: 'GET',
      path: path('/health/ready'),
      signal: AbortSignal.timeout(patienceMs),
    });
    await body.dump();
    return statusCode === 200 ? 'up' : 'down';
  } catch {
    return 'down';
  }
}
