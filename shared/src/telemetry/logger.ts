import { pino, type Logger } from 'pino';
import { errorWithoutValues } from './error-without-values.js';
import { currentScope } from './request-scope.js';

export type { Logger };

/** JSON lines with the service's name and, inside a request or a handler, its correlation and trace ids. */
export function createLogger(name: string, level: string): Logger {
  return pino({
    name,
    level,
    serializers: { err: errorWithoutValues },
    mixin: () => ({ ...currentScope() }),
    redact: { paths: ['authorization', 'headers.authorization', 'token'], censor: '[secret]' },
  });
}
