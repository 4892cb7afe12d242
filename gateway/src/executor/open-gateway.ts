import { ApolloGateway } from '@apollo/gateway';
import type { Logger } from '@maarad/shared/telemetry';
import { Counter, type Registry } from 'prom-client';
import { CompiledGateway, type GatewayOptions } from './compiled-gateway.js';

interface Surroundings {
  executor: 'compiled' | 'stock';
  metrics: Registry;
  logger: Logger;
}

/** The gateway for Apollo Server, as `EXECUTOR` says. What the compiled executor leaves to the stock one is counted by cause. */
export function openGateway(
  { executor, metrics, logger }: Surroundings,
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
  return new CompiledGateway(options, (cause, error) => {
    uncompiled.inc({ cause });
    if (cause === 'fault') {
      logger.warn({ err: error }, 'a compiled operation failed: the stock executor answers');
    }
  });
}
