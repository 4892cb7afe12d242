import { Forbidden } from '@maarad/shared/errors';
import type { HttpOptions } from '@maarad/shared/runtime';
import { AllowedOrigins } from './allowed-origins.js';
import type { GatewayConfig } from './config.js';
import type { RateLimits } from './rate-limits.js';
import { refusal, type FormatError } from './refusal.js';
import { securityHeaders } from './security-headers.js';

/** Paths whose answers last as long as their callers like. */
const lasting = new Set(['/events', '/graphql/stream']);

/** What holds for every request before anything is known of it: where it may come from, how often, how slowly. */
export function threshold(config: GatewayConfig, limits: RateLimits, formatError: FormatError): HttpOptions {
  const origins = new AllowedOrigins(config.ALLOWED_ORIGINS);
  const always = securityHeaders(config.HSTS_SECONDS);
  return {
    patience: {
      headersMs: config.HEADERS_TIMEOUT_MS,
      requestMs: config.REQUEST_TIMEOUT_MS,
      connections: config.MAX_CONNECTIONS,
    },
    admits: (socket) => limits.admitsConnection(socket),
    before(request, response, { pathname }) {
      for (const [name, value] of always) {
        response.setHeader(name, value);
      }
      if (!origins.lets(request, response)) {
        return false;
      }
      try {
        limits.takeRequest(request);
        if (lasting.has(pathname)) {
          limits.takeStream(request, response);
        }
        return true;
      } catch (error) {
        const { status, headers, body } = refusal(error, formatError);
        request.resume();
        response.writeHead(status, Object.fromEntries(headers)).end(body);
        return false;
      }
    },
    beforeUpgrade(request) {
      try {
        if (!origins.letsUpgrade(request)) {
          throw new Forbidden('Pages of this site may not ask here.');
        }
        limits.takeStream(request, request.socket);
        return undefined;
      } catch (error) {
        const { headers, ...refused } = refusal(error, formatError);
        return { ...refused, headers: [...always, ...headers] };
      }
    },
  };
}
