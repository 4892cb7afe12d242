import { CodedError } from '@maarad/shared/errors';
import type { Service } from '../services.js';
import { askService } from './ask-service.js';

/** Asks each of the services what it tells administrators; who does not answer is missing. @throws CodedError as one refuses it. */
export async function askEach<Answer>(
  services: Service[],
  pathFor: (service: Service) => string,
  handedOn: Record<string, string>,
): Promise<{ answers: { service: string; answer: Answer }[]; missing: string[] }> {
  const asked = await Promise.all(
    services.map(async (service) => ({
      service: service.name,
      answer: await askService<Answer>(service, pathFor(service), { handedOn }).catch((error: unknown) => {
        if (error instanceof CodedError && error.code !== 'SERVICE_UNAVAILABLE') {
          throw error;
        }
        return undefined;
      }),
    })),
  );
  return {
    answers: asked.flatMap(({ service, answer }) => (answer === undefined ? [] : [{ service, answer }])),
    missing: asked.filter(({ answer }) => answer === undefined).map(({ service }) => service),
  };
}
