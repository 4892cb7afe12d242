import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
  type CircuitBreakerPolicy,
} from 'cockatiel';

/** So many requests in a row without an answer, and a service counts as away. */
const failuresInARow = 10;

/** In milliseconds: then one request tries whether it is back. */
const pauseMs = 1_000;

/** Thrown inside of a circuit for what says nothing about the service. */
export class SaysNothing extends Error {}

/** Spares a service that is away the requests, and callers the wait. */
export class Circuit {
  private readonly breaker: CircuitBreakerPolicy;
  /** Nothing has failed since the last answer: then there is nothing for the library to count, and no request pays for it. */
  private calm = true;

  constructor(changed: (open: boolean) => void, halfOpenAfter = pauseMs) {
    this.breaker = circuitBreaker(
      handleWhen((error) => !(error instanceof SaysNothing)),
      { halfOpenAfter, breaker: new ConsecutiveBreaker(failuresInARow) },
    );
    this.breaker.onBreak(() => changed(true));
    this.breaker.onReset(() => changed(false));
  }

  /** @throws BrokenCircuitError at once while the service counts as away, also while one request tries. */
  run<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    if (this.breaker.state === CircuitState.HalfOpen) {
      return Promise.reject(new BrokenCircuitError());
    }
    if (this.breaker.state !== CircuitState.Closed) {
      return this.breaker.execute(ask);
    }
    return ask().then(
      (answer) => {
        if (this.calm) {
          return answer;
        }
        this.calm = true;
        return this.count(Promise.resolve(answer));
      },
      (error: unknown) => {
        this.calm = false;
        return this.count(Promise.reject<Answer>(error as Error));
      },
    );
  }

  /** What began before others failed says nothing of a circuit that they have opened. */
  private count<Answer>(outcome: Promise<Answer>): Promise<Answer> {
    return this.breaker.state === CircuitState.Closed ? this.breaker.execute(() => outcome) : outcome;
  }
}

export const isSpared = (error: unknown): boolean => error instanceof BrokenCircuitError;
