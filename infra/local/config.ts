import { resolve } from 'node:path';
import { port } from '@maarad/shared/runtime/config';
import { z } from 'zod';

/** How many ports above `PORT` the fair takes: five services and PostgreSQL. */
export const portsAbove = 6;

/** What `npm start` reads from its environment. */
export const variables = z.object({
  PORT: port.max(65_535 - portsAbove, `must leave room for ${portsAbove} more ports above it`).default(4000),
  MAARAD_HOME: z
    .string()
    .min(1)
    .default('.maarad')
    .transform((folder) => resolve(folder)),
  MAARAD_SEED: z.enum(['demo', 'none']).default('demo'),
  KAFKA_BROKERS: z
    .string()
    .regex(/^[^\s,:]+:\d+(,[^\s,:]+:\d+)*$/, 'must be host:port, several separated by commas')
    .optional(),
  /** Webhooks may go to receivers on this machine, by http too. */
  WEBHOOK_LOCAL: z
    .enum(['true', 'false'])
    .default('false')
    .transform((value) => value === 'true'),
});

export const environment = process.env;
