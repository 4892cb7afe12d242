import 'reflect-metadata';
import { runProcess, startService } from '@maarad/shared/runtime';
import { environment, variables } from './config.js';
import { trainingService } from './service.js';

await runProcess(variables, environment, (config) => startService(trainingService, config));
