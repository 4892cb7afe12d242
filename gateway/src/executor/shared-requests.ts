/** Who waits for an answer and may leave before it is there. */
export interface Waiting {
  abandoned: boolean;
  /** What to do when it leaves. */
  cancels?: Set<() => void>;
}

/** It is waited for no longer. */
export function abandon(waiting: Waiting): void {
  waiting.abandoned = true;
  waiting.cancels?.forEach((cancel) => cancel());
}

/** One request that is on its way: it waits for those who wait for it, until the last of them leaves. */
interface Flight<Answer> extends Waiting {
  answer: Promise<Answer>;
  callers: number;
}

/** @param close from when on nobody joins any more */
export type Send<Answer> = (flight: Waiting, close: () => void) => Promise<Answer>;

export class CallerLeft extends Error {}

/** Everything that an answer depends on: whose rights it is asked with, and what. */
export interface SharingKey {
  rights: string;
  /** Never put together with something else: it is long, and each new string of it would be made for nothing but to be looked up. */
  question: string;
}

/**
 * Equal requests that are on their way at the same time are one request. It is given up when nobody waits for it any more.
 *
 * Who shares an answer must not change it.
 */
export class SharedRequests<Answer> {
  /** By rights, then by question. */
  private readonly flights = new Map<string, Map<string, Flight<Answer>>>();

  /**
   * @param key undefined for a request of its own
   * @throws CallerLeft, or what `send` throws
   */
  ask(key: SharingKey | undefined, caller: Waiting, send: Send<Answer>): Promise<Answer> {
    const known = key && this.flights.get(key.rights)?.get(key.question);
    const flight = known ?? this.begin(key, send);
    return this.wait(flight, key, caller);
  }

  /** Whatever is on its way may not know of what has just changed: nobody joins it from now on. */
  somethingChanged(): void {
    this.flights.clear();
  }

  private begin(key: SharingKey | undefined, send: Send<Answer>): Flight<Answer> {
    const flight = { abandoned: false, callers: 0 } as Flight<Answer>;
    const close = () => this.forget(key, flight);
    if (key) {
      this.flightsOf(key.rights).set(key.question, flight);
    }
    flight.answer = send(flight, close);
    flight.answer.then(close, close);
    return flight;
  }

  private forget(key: SharingKey | undefined, flight: Flight<Answer>): void {
    const flights = key && this.flights.get(key.rights);
    if (key && flights?.get(key.question) === flight) {
      flights.delete(key.question);
      if (flights.size === 0) {
        this.flights.delete(key.rights);
      }
    }
  }

  private flightsOf(rights: string): Map<string, Flight<Answer>> {
    const known = this.flights.get(rights) ?? new Map<string, Flight<Answer>>();
    this.flights.set(rights, known);
    return known;
  }

  private wait(flight: Flight<Answer>, key: SharingKey | undefined, caller: Waiting): Promise<Answer> {
    flight.callers += 1;
    return new Promise((resolve, reject) => {
      const cancels = (caller.cancels ??= new Set());
      const leave = () => {
        cancels.delete(leave);
        flight.callers -= 1;
        if (flight.callers === 0) {
          this.forget(key, flight);
          abandon(flight);
        }
        reject(new CallerLeft('The caller went away.'));
      };
      cancels.add(leave);
      flight.answer.then(
        (answer) => {
          cancels.delete(leave);
          resolve(answer);
        },
        (error: Error) => {
          cancels.delete(leave);
          reject(error);
        },
      );
    });
  }
}
