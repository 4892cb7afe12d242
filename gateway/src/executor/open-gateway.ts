import { ApolloGateway } from '@apollo/gateway';
import { speakInScope, type Logger } from '@maarad/shared/telemetry';
import { Counter, type Registry } from 'prom-client';
import type { RequestContext } from '../request-context.js';
import { CompiledGateway, type GatewayOptions, type NoteUncompiled } from './compiled-gateway.js';

interface Surroundings {
  executor: 'compiled' | 'stock';
  metrics: Registry;
  logger: Logger;
  takesText: ConstructorParameters<typeof CompiledGateway>[2];
}

/** The gateway for Apollo Server, as `EXECUTOR` says. What the compiled executor leaves to the stock one is counted by cause. */
export function openGateway(
  { executor, metrics, logger, takesText }: Surroundings,
  options: GatewayOptions,
): ApolloGateway | CompiledGateway {
  if (executor === 'stock') {
    return new ApolloGateway(options);
  }
  const uncompiled = new Counter({
    name: 'maarad_gateway_uncompiled_operations_total',
    help: 'Operations that the stock executor answered, by what the compiled one did not know; fault: it failed.',
    labelNames: ['cause'] as const,
    registers: [metrics],
  });
  const noteUncompiled: NoteUncompiled = (cause, error, { context }) => {
    uncompiled.inc({ cause });
    if (cause === 'fault') {
      speakInScope((context as RequestContext).scope, () =>
        logger.warn({ err: error }, 'a compiled operation failed: it is answered in another way'),
      );
    }
  };
  return new CompiledGateway(options, noteUncompiled, takesText);
}
