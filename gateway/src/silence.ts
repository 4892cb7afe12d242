import { CodedError } from '@maarad/shared/errors';

/** Since when a service gives no answers, as this process has seen it: from the first request without one after the last with one. */
export class Silence {
  private began: Date | undefined;

  /** The service has answered. */
  end(): void {
    this.began = undefined;
  }

  /** The service has given no answer just now. @returns since when it gives none */
  goOn(): Date {
    return (this.began ??= new Date());
  }
}

/** The refusal of whatever needs an answer of a service that gives none: it names the service, and says since when. */
export function noAnswer(
  { name, silence }: { name: string; silence: Silence },
  cause?: unknown,
  message = `The service ${name} does not answer.`,
): CodedError {
  const since = silence.goOn().toISOString();
  return new CodedError('SERVICE_UNAVAILABLE', message, { service: name, since }, { cause });
}
