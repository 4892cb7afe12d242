import { operationsSubgraph } from '@maarad/gateway/operations';
import { subgraphSdl, type SubgraphOptions } from '@maarad/shared/graphql';
import { servicePort, services } from '../processes.js';

export interface SubgraphFile {
  name: string;
  /** Where its SDL is written. */
  folder: string;
  /** Where its service answers on one machine; a gateway elsewhere is told by its `*_URL` variables. */
  url: string;
  sdl: string;
}

const defaultPort = 4000;

/** The SDL of every service, from its classes, and the gateway's own: no service has to run. */
export async function readSubgraphs(): Promise<SubgraphFile[]> {
  const ofServices = await Promise.all(
    services.map(async (name) => {
      const module = (await import(`@maarad/${name}/service`)) as Record<string, { subgraph: SubgraphOptions }>;
      const service = module[`${name}Service`];
      if (!service) {
        throw new Error(`@maarad/${name}/service does not export ${name}Service.`);
      }
      return {
        name,
        folder: `services/${name}`,
        url: `http://127.0.0.1:${servicePort(defaultPort, name)}/graphql`,
        sdl: subgraphSdl(service.subgraph),
      };
    }),
  );
  return [...ofServices, { ...operationsSubgraph, folder: 'gateway', url: `http://127.0.0.1:${defaultPort}/graphql` }];
}
