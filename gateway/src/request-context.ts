import type { IncomingMessage } from 'node:http';
import {
  anonymous,
  principalHeader,
  principalText,
  type AccessTokenVerifier,
  type Principal,
  type PrincipalSigner,
} from '@maarad/shared/auth';
import { Unauthenticated, type CodedError } from '@maarad/shared/errors';
import { scopeFrom, type RequestScope } from '@maarad/shared/telemetry';
import type { UnansweredPart } from './missing-fields.js';
import { PartnerCredentials } from './partner-credentials.js';
import type { Allowance, RateLimits } from './rate-limits.js';

/** What the gateway knows of one request, from its first byte to its log line. */
export interface RequestContext {
  principal: Principal;
  /** Handed on by hand: no operation runs in it, unless it is traced. */
  scope: RequestScope;
  /** What every service that the request reaches is told: the signed principal, ids, language. */
  handedOn: Record<string, string>;
  /** What its caller may still ask for; undefined for callers that are not limited, and for what the gateway asks by itself. */
  allowance?: Allowance | undefined;
  /** Services that did not answer this request: each is tried once. */
  unavailable: Map<string, Unanswered>;
  /** `rightsOf` it, once that was asked. */
  rights?: string | undefined;
  /** What becomes of the request. An object of its own, since the server gives every operation a copy of the context. */
  course: Course;
}

/** What a service owes to a request. */
export interface Unanswered {
  refusal: CodedError;
  parts: UnansweredPart[];
}

export interface Course {
  /** Whether the caller went away: nothing more is fetched for a query that nobody waits for. */
  abandoned: boolean;
  /** What to do when the caller goes away. */
  cancels?: Set<() => void> | undefined;
  /** Whether a query, or its part, may be asked together with an equal one on its way: not what tells of a change. */
  shares?: boolean;
  /** To be called whenever a service has answered, or has not. */
  heard?: () => void;
  /** By `performance.now()`: what has not come by then is given up. */
  deadline: number;
  /** Set once the operation is known to the graph. */
  operationName?: string;
  operationType?: string;
  /** The code of the answer's first error. */
  code?: string;
  /** The answer as it is to be sent, where it was never objects. */
  written?: Buffer;
}

/** Differs from request to request and changes no answer. */
const ofOneRequest = new Set([principalHeader, 'x-correlation-id', 'traceparent']);

/** Who asks, and everything else that a service is told of it: only requests equal in all of that are asked as one. */
export function rightsOf(context: RequestContext): string {
  return (context.rights ??= writtenRights(context));
}

function writtenRights({ principal, handedOn }: RequestContext): string {
  let text = principalText(principal);
  for (const name in handedOn) {
    if (!ofOneRequest.has(name)) {
      text += `\n${name}: ${handedOn[name]}`;
    }
  }
  return text;
}

export const scopeOf = (request: IncomingMessage): RequestScope =>
  scopeFrom(oneOf(request.headers['x-correlation-id']), oneOf(request.headers.traceparent));

/** Who asks, for longer than one request. */
export interface Caller {
  principal: Principal;
  allowance?: Allowance | undefined;
  /** Undefined without a token: a visitor stays one. */
  expiresAt?: Date | undefined;
  /** Set where the token can be withdrawn before: what lasts asks again, every so often. It throws Unauthenticated then. */
  again?: { afterMs: number; check(): Promise<unknown> } | undefined;
}

interface Surroundings {
  tokens: AccessTokenVerifier;
  signer: PrincipalSigner;
  credentials: PartnerCredentials;
  limits: RateLimits;
  /** How long an operation may take as a whole, in milliseconds. */
  operationMs: number;
}

/** Turns a request into who asks, and into the headers by which services are told. */
export class Doorkeeper {
  constructor(private readonly surroundings: Surroundings) {}

  /**
   * Without a token, the caller is a visitor.
   *
   * @throws Unauthenticated when a token is shown that is not good, RateLimited when its bearer asks too often.
   */
  async admit(request: IncomingMessage, scope: RequestScope): Promise<RequestContext> {
    const { authorization, 'accept-language': language } = request.headers;
    const { principal, allowance } = await this.identify(authorization, request);
    allowance?.takeOwnRequest();
    return this.contextOf(principal, scope, language, allowance);
  }

  /** Who bears the token of an `Authorization` header, and until when. @throws Unauthenticated, RateLimited */
  async identify(authorization: string | undefined, request: IncomingMessage): Promise<Caller> {
    const { limits } = this.surroundings;
    const caller: Caller =
      authorization === undefined
        ? { principal: anonymous }
        : await limits.checkingToken(request, () => this.bearerOf(authorization));
    const { principal, expiresAt, again } = caller;
    return { principal, expiresAt, again, allowance: limits.allowanceOf(request, principal) };
  }

  private async bearerOf(authorization: string): Promise<Caller> {
    const { tokens, credentials } = this.surroundings;
    const token = bearerToken(authorization);
    return PartnerCredentials.has(token) ? credentials.identify(token) : tokens.read(token);
  }

  /** What one operation of somebody known is run with. */
  async contextOf(
    principal: Principal,
    scope: RequestScope,
    language: string | undefined,
    allowance?: Allowance,
  ): Promise<RequestContext> {
    const { signer, operationMs } = this.surroundings;
    const handedOn: Record<string, string> = {
      [principalHeader]: await signer.sign(principal),
      'x-correlation-id': scope.correlationId,
      traceparent: scope.traceparent,
    };
    if (language) {
      handedOn['accept-language'] = language;
    }
    const deadline = performance.now() + operationMs;
    return { principal, scope, handedOn, allowance, unavailable: new Map(), course: { abandoned: false, deadline } };
  }
}

function bearerToken(authorization: string): string {
  if (!/^bearer /i.test(authorization)) {
    throw new Unauthenticated('The token is malformed: the header is `Authorization: Bearer TOKEN`.');
  }
  return authorization.slice(7).trim();
}

const oneOf = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value);
