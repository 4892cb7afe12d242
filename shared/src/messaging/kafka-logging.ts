import type { Logger } from '../telemetry/index.js';

interface Entry {
  namespace: string;
  level: number;
  log: { message: string; timestamp: string; [detail: string]: unknown };
}

const errorLevel = 1;
/** What these say of an outage, the log's own lines say once. */
const repetitive = ['Connection', 'BrokerPool', 'Cluster'];

/** kafkajs tells its inner life into our log: at debug what is usual, at warn what went wrong; it mends most of that itself. */
export function kafkaLogging(logger: Logger): () => (entry: Entry) => void {
  return () =>
    ({ namespace, level, log: { message, timestamp: _, ...details } }) => {
      const grave = level === errorLevel && !repetitive.includes(namespace);
      logger[grave ? 'warn' : 'debug']({ kafka: namespace, ...details }, message);
    };
}
