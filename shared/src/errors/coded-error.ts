/** The closed list of codes that an answer's `extensions.code` can have. Front ends switch on these, so none is ever renamed. */
export const errorCodes = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_USER_INPUT',
  'CONFLICT',
  'ILLEGAL_TRANSITION',
  'SOLD_OUT',
  'FULL',
  'IDEMPOTENCY_CONFLICT',
  'RATE_LIMITED',
  'OPERATION_TOO_COSTLY',
  'SERVICE_UNAVAILABLE',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What a caller may read beside code and message, as JSON: the bad field, the holder of a stand, what is left in stock. */
export type ErrorDetails = Record<string, unknown>;

/** A refusal that the fair knows by name. Anything else that is thrown is a fault, shown as INTERNAL and logged whole. */
export class CodedError extends Error {
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: ErrorDetails = {},
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = new.target.name;
  }
}

export class Unauthenticated extends CodedError {
  constructor(message = 'A valid token is needed for this.') {
    super('UNAUTHENTICATED', message);
  }
}

export class Forbidden extends CodedError {
  constructor(message = 'This is not for you to see or do.') {
    super('FORBIDDEN', message);
  }
}

export class NotFound extends CodedError {
  constructor(type: string, id: string) {
    super('NOT_FOUND', `There is no ${type} with the id ${id}.`, { type, id });
  }
}

/** One thing that is wrong with the input: where it is (dotted path from the input) and the rule that it breaks. */
export interface InputProblem {
  path: string;
  rule: string;
}

export class BadUserInput extends CodedError {
  constructor(problems: InputProblem[]) {
    super('BAD_USER_INPUT', problems.map(({ path, rule }) => `${path} ${rule}`).join('; '), { problems });
  }
}

/** What stands in the way of the wanted change. */
export interface ConflictingThing {
  type: string;
  id: string;
  name?: unknown;
}

export class Conflict extends CodedError {
  constructor(message: string, conflictsWith: ConflictingThing[], details: ErrorDetails = {}) {
    super('CONFLICT', message, { conflictsWith, ...details });
  }
}

export class IllegalTransition extends CodedError {
  constructor(type: string, from: string, to: string, allowed: readonly string[]) {
    super('ILLEGAL_TRANSITION', `A ${type} that is ${from} cannot become ${to}.`, { type, from, to, allowed });
  }
}
