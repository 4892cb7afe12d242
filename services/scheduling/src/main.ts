import 'reflect-metadata';
import { runProcess, startService } from '@maarad/shared/runtime';
import { environment, variables } from './config.js';
import { schedulingService } from './service.js';

await runProcess(variables, environment, (config) => startService(schedulingService, config));
