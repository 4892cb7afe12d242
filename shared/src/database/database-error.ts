/** What PostgreSQL says of a failed statement, below the wrapper that TypeORM puts around it. */
interface DriverError {
  code?: string;
  /** FATAL ends the session, or keeps it from beginning. */
  severity?: string;
  constraint?: string;
  detail?: string;
}

function driverError(error: unknown): DriverError {
  const wrapped = error as { driverError?: DriverError } & DriverError;
  return wrapped?.driverError ?? wrapped ?? {};
}

/** The name of the constraint that a statement ran into: unique, exclusion, check or foreign key. */
export function violatedConstraint(error: unknown): string | undefined {
  const { code, constraint } = driverError(error);
  return code?.startsWith('23') ? constraint : undefined;
}

/** A value does not fit the type that it is compared with or written to: SQLSTATE class 22. */
export function isDataException(error: unknown): boolean {
  return driverError(error).code?.startsWith('22') ?? false;
}

/** Serialization failure and deadlock: the same transaction, run again, can succeed. https://www.postgresql.org/docs/18/errcodes-appendix.html */
export function isRetriableConflict(error: unknown): boolean {
  return ['40001', '40P01'].includes(driverError(error).code ?? '');
}

const networkFaults = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH']);

/** The database is away or going away: not the event's fault and not the caller's; what waits will find it again. */
export function isDatabaseAway(error: unknown): boolean {
  const { code, severity } = driverError(error);
  const message = error instanceof Error ? error.message : '';
  return (
    severity === 'FATAL' ||
    (code !== undefined &&
      (networkFaults.has(code) || code.startsWith('08') || code.startsWith('57P') || code.startsWith('53'))) ||
    /Connection terminated|is not queryable|timeout exceeded when trying to connect|Driver not Connected|DataSource is not initialized/i.test(
      message,
    )
  );
}
