import type { Dispatcher, Pool } from 'undici';
import type { Waiting } from './executor/shared-requests.js';
import { inTurn } from './executor/turns.js';

export interface Post {
  path: string;
  headers: Record<string, string>;
  body: string;
  /** How long the whole of it may take, waiting for a free connection included. */
  patienceMs: number;
  /** Who waits for the answer: without anybody it is given up. */
  flight?: Waiting | undefined;
}

export interface Posted {
  status: number;
  body: Buffer;
}

/**
 * Sends JSON and reads the whole answer. It stands on undici's dispatch instead of its request, which would wrap every answer in
 * a stream that is read at once: the gateway spends most of its time here.
 */
export function postJson(pool: Pool, { path, headers, body, patienceMs, flight }: Post): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const pairs = ['content-type', 'application/json', 'accept', 'application/json'];
    for (const name in headers) {
      pairs.push(name, headers[name] as string);
    }
    const request = { method: 'POST', path, headers: pairs, body } as const;
    pool.dispatch(request, new WholeAnswer(resolve, reject, patienceMs, flight));
  });
}

class WholeAnswer implements Dispatcher.DispatchHandler {
  private status = 0;
  private readonly chunks: Buffer[] = [];
  private readonly deadline: NodeJS.Timeout;
  private controller?: Dispatcher.DispatchController;
  private late?: Error;

  constructor(
    private readonly resolve: (posted: Posted) => void,
    private readonly reject: (error: Error) => void,
    patienceMs: number,
    flight?: Waiting,
  ) {
    this.deadline = setTimeout(
      () => this.giveUp(new Error(`gave no whole answer within ${patienceMs} ms`)),
      patienceMs,
    );
    if (flight) {
      (flight.cancels ??= new Set()).add(() => this.giveUp(new Error('nobody waits for the answer')));
    }
  }

  private giveUp(error: Error): void {
    clearTimeout(this.deadline);
    this.late = error;
    this.controller?.abort(error);
    this.reject(error);
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.late) {
      controller.abort(this.late);
    }
  }

  onResponseStart(_controller: Dispatcher.DispatchController, status: number): void {
    this.status = status;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk);
  }

  onResponseEnd(): void {
    clearTimeout(this.deadline);
    const [only] = this.chunks;
    const body = only && this.chunks.length === 1 ? only : Buffer.concat(this.chunks);
    // What is done with it takes a while.
    inTurn(() => this.resolve({ status: this.status, body }));
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.deadline);
    this.reject(error);
  }
}
