import { z } from 'zod';

/** Everything that is wrong with the environment, in one message: nobody starts a service five times to find five mistakes. */
export class BadConfiguration extends Error {
  constructor(readonly problems: string[]) {
    super(`The environment is not usable:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'BadConfiguration';
  }
}

export const port = z.coerce.number().int().min(1).max(65535);

/** The variables that every process of the fair reads. */
export const processVariables = z.object({
  PORT: port,
  HOST: z.string().min(1).default('127.0.0.1'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
  PRINCIPAL_SECRET: z.string().min(32, 'must have at least 32 characters'),
  /** Where an OpenTelemetry collector takes traces over HTTP, without `/v1/traces`; without it, nothing is traced. */
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  /** Which share of what comes in is traced; services keep to what the gateway decided. `ARG` is the share, 0 to 1, by default 0.1. */
  OTEL_TRACES_SAMPLER: z
    .templateLiteral([z.enum(['', 'parentbased_']), z.enum(['always_on', 'always_off', 'traceidratio'])])
    .optional(),
  OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).optional(),
});

/** The variables of a service: where it keeps its rows, and which log it speaks to. */
export const serviceVariables = processVariables.extend({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
  KAFKA_BROKERS: z
    .string()
    .min(1)
    .transform((list) => list.split(',').map((broker) => broker.trim()))
    .optional(),
  EVENT_LOG_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  /** How many days the outbox keeps an event after it was sent. */
  OUTBOX_RETENTION_DAYS: z.coerce.number().int().min(1).max(3_650).default(7),
});

export type ServiceConfig = z.infer<typeof serviceVariables>;

/** Kafka when its brokers are named, else the embedded log: one of them must be. */
export function withEventLog<Schema extends typeof serviceVariables>(schema: Schema) {
  return schema.refine((variables) => variables.KAFKA_BROKERS ?? variables.EVENT_LOG_URL, {
    path: ['EVENT_LOG_URL'],
    message: 'is needed when KAFKA_BROKERS is not set',
  });
}

/** @throws BadConfiguration naming every bad variable. */
export function readConfig<Schema extends z.ZodType>(
  schema: Schema,
  environment: Record<string, string | undefined>,
): z.infer<Schema> {
  const result = schema.safeParse(environment);
  if (!result.success) {
    throw new BadConfiguration(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`));
  }
  return result.data;
}
