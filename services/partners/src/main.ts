import 'reflect-metadata';
import { runProcess, startService } from '@maarad/shared/runtime';
import { environment, variables } from './config.js';
import { keptFeed } from './feed/keep-feed.js';
import { partnersService } from './service.js';

await runProcess(variables, environment, (config) =>
  startService({ ...partnersService, chores: [keptFeed(config.FEED_RETENTION_DAYS)] }, config),
);
