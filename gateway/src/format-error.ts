import { errorFormatter } from '@maarad/shared/graphql/format-error';
import type { Logger } from '@maarad/shared/telemetry';
import type { GraphQLFormattedError } from 'graphql';
import { refusedForTokens } from './limits.js';

/**
 * What shared/ says an error looks like to a caller, plus what only the gateway knows: which service it comes from. A fault that
 * a service has logged under this request's correlation id is handed on as it came.
 */
export function gatewayErrorFormatter(logger: Logger) {
  const format = errorFormatter(logger);
  return (formatted: GraphQLFormattedError, thrown: unknown): GraphQLFormattedError => {
    const { serviceName, ...extensions } = formatted.extensions ?? {};
    const { message, path } = formatted;
    if (!serviceName) {
      return withProblems(format(formatted, refusedForTokens(thrown) ?? thrown));
    }
    if (extensions.code === 'INTERNAL') {
      const { code, correlationId } = extensions;
      return { message, ...(path && { path }), extensions: { code, correlationId, service: serviceName } };
    }
    const shown = format({ message, ...(path && { path }), extensions }, thrown);
    return {
      ...shown,
      extensions: { service: serviceName, ...shown.extensions } as GraphQLFormattedError['extensions'],
    };
  };
}

/** A bad variable is refused by the library, in its own words: they become the rule that the input breaks. */
function withProblems(shown: GraphQLFormattedError): GraphQLFormattedError {
  if (shown.extensions?.code !== 'BAD_USER_INPUT' || 'problems' in shown.extensions) {
    return shown;
  }
  const path = /^Variable "\$(\w+)"/.exec(shown.message)?.[1] ?? 'operation';
  return { ...shown, extensions: { ...shown.extensions, problems: [{ path, rule: shown.message }] } };
}
