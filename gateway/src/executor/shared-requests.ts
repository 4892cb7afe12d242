/** Who waits for an answer and may leave before it is there. */
export interface Waiting {
  abandoned: boolean;
  /** What to do when it leaves. */
  cancels?: Set<() => void> | undefined;
}

/** It is waited for no longer. */
export function abandon(waiting: Waiting): void {
  waiting.abandoned = true;
  waiting.cancels?.forEach((cancel) => cancel());
}

/** One request that is on its way: it waits for those who wait for it, until the last of them leaves. */
interface Flight<Answer> extends Waiting {
  callers: Caller<Answer>[];
}

interface Caller<Answer> {
  waiting: Waiting;
  leave(): void;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
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
  ask(key: SharingKey | undefined, waiting: Waiting, send: Send<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const flight = (key && this.flights.get(key.rights)?.get(key.question)) ?? this.begin(key, send);
      const leave = () => this.leave(caller, key, flight);
      const caller: Caller<Answer> = { waiting, leave, resolve, reject };
      (waiting.cancels ??= new Set()).add(leave);
      flight.callers.push(caller);
    });
  }

  /** Whatever is on its way may not know of what has just changed: nobody joins it from now on. */
  somethingChanged(): void {
    this.flights.clear();
  }

  private begin(key: SharingKey | undefined, send: Send<Answer>): Flight<Answer> {
    const flight: Flight<Answer> = { abandoned: false, callers: [] };
    const close = () => this.forget(key, flight);
    if (key) {
      this.flightsOf(key.rights).set(key.question, flight);
    }
    const tell = (said: (caller: Caller<Answer>) => void) => {
      close();
      callersOf(flight).forEach(said);
    };
    send(flight, close).then(
      (answer) => tell(({ resolve }) => resolve(answer)),
      (error: unknown) => tell(({ reject }) => reject(error)),
    );
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

  private leave(caller: Caller<Answer>, key: SharingKey | undefined, flight: Flight<Answer>): void {
    caller.waiting.cancels?.delete(caller.leave);
    flight.callers = flight.callers.filter((each) => each !== caller);
    if (flight.callers.length === 0) {
      this.forget(key, flight);
      abandon(flight);
    }
    caller.reject(new CallerLeft('The caller went away.'));
  }
}

/**
 * Who waited for a request that has ended. It holds nothing from then on: a map that changes all the time leaves tables behind, which name
 * what was in it, and of which each holds the next until V8 marks the whole heap.
 */
function callersOf<Answer>(flight: Flight<Answer>): Caller<Answer>[] {
  const { callers } = flight;
  flight.callers = [];
  flight.cancels = undefined;
  callers.forEach(({ waiting, leave }) => waiting.cancels?.delete(leave));
  return callers;
}
