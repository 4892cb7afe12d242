import { port } from '@maarad/shared/runtime/config';
import { z } from 'zod';

export const variables = z.object({ DATA: z.string().min(1), PORT: port, PASSWORD: z.string().min(1) });

export const environment = process.env;
