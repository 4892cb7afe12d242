import 'reflect-metadata';
import { runProcess, startService } from '@maarad/shared/runtime';
import { environment, variables } from './config.js';
import { keptFeed } from './feed/keep-feed.js';
import { keptReads } from './reads/keep-reads.js';
import { partnersServiceOf } from './service.js';
import { keptDeliveries } from './webhooks/deliveries/keep-deliveries.js';
import { localToo, publicOnly } from './webhooks/sending/address-rules.js';
import { KeySeal } from './webhooks/sending/key-seal.js';

await runProcess(variables, environment, (config) => {
  const { FEED_RETENTION_DAYS: days, WEBHOOK_LOCAL: local, WEBHOOK_KEY: key } = config;
  const service = partnersServiceOf({ rules: local ? localToo : publicOnly, seal: new KeySeal(key) });
  return startService({ ...service, chores: [keptFeed(days), keptDeliveries(days), keptReads] }, config);
});
