import type { GraphQLDataSource, GraphQLDataSourceProcessOptions } from '@apollo/gateway';
import { BadUserInput, CodedError, Forbidden, Unauthenticated } from '@maarad/shared/errors';
import type { ServiceReport } from '@maarad/shared/operations';
import { traced } from '@maarad/shared/telemetry';
import { graphql } from 'graphql';
import { resolveSpan } from '../operation-span.js';
import type { RequestContext } from '../request-context.js';
import type { Service, Services } from '../services.js';
import { askService } from './ask-service.js';
import { auditPage, type AuditArgs } from './audit-page.js';
import { deadLetterPage, type DeadLetterArgs } from './dead-letters.js';
import { eventFlows } from './event-flows.js';
import { operationsSchema } from './operations-schema.js';
import { SeenStatus, serviceHealth } from './service-health.js';

type Answer = Awaited<ReturnType<GraphQLDataSource<RequestContext>['process']>>;

/** The gateway's own part of the graph: answered here, by asking each service what it tells administrators. */
export class OperationsDataSource implements GraphQLDataSource<RequestContext> {
  private readonly seen = new SeenStatus();

  constructor(private readonly services: Services) {}

  async process({ request, context }: GraphQLDataSourceProcessOptions<RequestContext>): Promise<Answer> {
    const source = request.query ?? '';
    const { data, errors } = await traced(
      () => resolveSpan(source),
      () =>
        graphql({
          schema: operationsSchema,
          source,
          variableValues: request.variables,
          rootValue: this.roots(context as RequestContext),
        }),
    );
    return {
      data,
      errors: errors?.map((error) => {
        const { originalError } = error;
        const coded = originalError instanceof CodedError ? originalError : undefined;
        return { ...error.toJSON(), ...(coded && { extensions: { code: coded.code, ...coded.details } }) };
      }),
    } as Answer;
  }

  private roots({ principal, handedOn }: RequestContext) {
    const admitted =
      <Args, Result>(answer: (args: Args) => Result) =>
      (args: Args): Result => {
        if (principal.role !== 'admin') {
          throw principal.id === 'anonymous' ? new Unauthenticated() : new Forbidden();
        }
        return answer(args);
      };
    const decision = (path: string) =>
      admitted(async ({ service, ...body }: { service: string }) => {
        await askService(this.named(service), path, { handedOn, body });
        return true;
      });
    return {
      platform: admitted(() => this.platform(handedOn)),
      audit: admitted((args: AuditArgs) => auditPage(Object.values(this.services), args, handedOn)),
      redriveDeadLetter: decision('/dead-letters/redrive'),
      discardDeadLetter: decision('/dead-letters/discard'),
      pauseConsumer: decision('/consumer/pause'),
      resumeConsumer: decision('/consumer/resume'),
      drainInstance: decision('/instances/drain'),
    };
  }

  private platform(handedOn: Record<string, string>) {
    let asked: ReturnType<OperationsDataSource['askAll']> | undefined;
    const reports = () => (asked ??= this.askAll(handedOn));
    return {
      services: async () => (await reports()).map(({ name, report }) => serviceHealth(name, report, this.seen)),
      flows: async () => eventFlows(await reports()),
      eventLog: async () => {
        const states = (await reports()).flatMap(
          ({ report }) => report?.checks.filter(({ name }) => name === 'eventLog').map(({ status }) => status) ?? [],
        );
        const up = states.filter((status) => status === 'UP').length;
        return { status: up === 0 ? 'DOWN' : up === states.length ? 'UP' : 'DEGRADED' };
      },
      deadLetters: ({ service, ...page }: DeadLetterArgs & { service?: string | null }) =>
        deadLetterPage(service ? [this.named(service)] : Object.values(this.services), page, handedOn),
    };
  }

  private askAll(handedOn: Record<string, string>) {
    return Promise.all(
      Object.values(this.services).map(async (service) => ({
        name: service.name,
        report: await askService<ServiceReport>(service, '', { handedOn }).catch(() => undefined),
      })),
    );
  }

  private named(name: string): Service {
    const service = Object.values(this.services).find((each) => each.name === name);
    if (!service) {
      throw new BadUserInput([{ path: 'service', rule: `must be one of ${Object.keys(this.services).join(', ')}` }]);
    }
    return service;
  }
}
