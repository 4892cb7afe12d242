import 'reflect-metadata';
import { runProcess } from '@maarad/shared/runtime/run-process';
import { environment, variables } from './config.js';
import { startGateway } from './start-gateway.js';

await runProcess(variables, environment, startGateway);
