/** One request that is on its way, and who waits for its answer. */
interface Flight<Answer> {
  answer: Promise<Answer>;
  waiting: number;
  nobodyWaits: AbortController;
}

/** A caller that may leave before its answer is there. */
export interface Waiting {
  abandoned: boolean;
  /** What to do when it leaves. */
  cancels?: Set<() => void>;
}

export class CallerLeft extends Error {}

/**
 * Equal requests that are on their way at the same time are one request. It is given up when nobody waits for it any more.
 *
 * What is shared is the text of an answer, never an object, since each operation changes what it reads.
 */
export class SharedRequests<Answer> {
  private readonly flights = new Map<string, Flight<Answer>>();

  /**
   * @param key everything that the answer depends on, the rights of who asks above all; undefined for a request of its own
   * @throws CallerLeft, or what `send` throws
   */
  ask(key: string | undefined, caller: Waiting, send: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
    let flight = key === undefined ? undefined : this.flights.get(key);
    if (!flight) {
      const nobodyWaits = new AbortController();
      flight = { answer: send(nobodyWaits.signal), waiting: 0, nobodyWaits };
      if (key !== undefined) {
        this.share(key, flight);
      }
    }
    return this.wait(flight, key, caller);
  }

  /** Whatever is on its way may not know of what has just changed: nobody joins it from now on. */
  somethingChanged(): void {
    this.flights.clear();
  }

  private share(key: string, flight: Flight<Answer>): void {
    this.flights.set(key, flight);
    const landed = () => this.forget(key, flight);
    flight.answer.then(landed, landed);
  }

  private forget(key: string | undefined, flight: Flight<Answer>): void {
    if (key !== undefined && this.flights.get(key) === flight) {
      this.flights.delete(key);
    }
  }

  private wait(flight: Flight<Answer>, key: string | undefined, caller: Waiting): Promise<Answer> {
    flight.waiting += 1;
    return new Promise((resolve, reject) => {
      const cancels = (caller.cancels ??= new Set());
      const leave = () => {
        cancels.delete(leave);
        flight.waiting -= 1;
        if (flight.waiting === 0) {
          this.forget(key, flight);
          flight.nobodyWaits.abort();
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
