import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { principalHeader, type Principal, type PrincipalVerifier } from '../auth/index.js';
import { BadUserInput, Forbidden, Unauthenticated } from '../errors/index.js';
import { headerOf, sendJson, sendRefusal, type Routes } from '../runtime/http-server.js';
import { runInScope, scopeFrom } from '../telemetry/index.js';
import { decisions, type DecisionOptions } from './decisions.js';
import { auditQuery, readAudit } from './read-audit.js';
import { readDeadLetters } from './read-dead-letters.js';
import { reportOf, type ReportOptions } from './report.js';

export interface RoutesOptions extends ReportOptions, DecisionOptions {
  principals: PrincipalVerifier;
}

const page = z.object({ first: z.coerce.number().int().min(1).max(100).default(20), after: z.uuid().optional() });

/** `/operations`: what administrators see of this service and do to it. Nobody else gets an answer. */
export function operationsRoutes(options: RoutesOptions): Routes {
  const { database, principals } = options;
  const admitted =
    (answer: (principal: Principal, request: IncomingMessage, url: URL) => Promise<unknown>) =>
    (request: IncomingMessage, response: ServerResponse, url: URL) =>
      runInScope(scopeFrom(headerOf(request, 'x-correlation-id'), headerOf(request, 'traceparent')), async () => {
        try {
          const principal = await principals.verify(headerOf(request, principalHeader));
          if (principal.role !== 'admin') {
            throw principal.id === 'anonymous' ? new Unauthenticated() : new Forbidden();
          }
          sendJson(response, 200, await answer(principal, request, url));
        } catch (error) {
          sendRefusal(response, error);
        }
      });
  return {
    'GET /operations': admitted(() => reportOf(options)),
    'GET /operations/dead-letters': admitted((_principal, _request, url) =>
      readDeadLetters(database, read(page, Object.fromEntries(url.searchParams))),
    ),
    'GET /operations/audit': admitted((_principal, _request, url) =>
      readAudit(database, read(auditQuery, Object.fromEntries(url.searchParams))),
    ),
    ...Object.fromEntries(
      Object.entries(decisions).map(([path, { input, decide }]) => [
        `POST /operations/${path}`,
        admitted(async (principal, request) => {
          const body: unknown = await json(request).catch(() => ({}));
          await decide(options, principal, read(input, body) as never);
          return {};
        }),
      ]),
    ),
  };
}

function read<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const result = schema.safeParse(value);
  if (!result.success) {
    throw new BadUserInput(result.error.issues.map(({ path, message }) => ({ path: path.join('.'), rule: message })));
  }
  return result.data;
}
