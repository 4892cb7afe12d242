import type { IncomingHttpHeaders } from 'node:http';
import { errors, type Dispatcher } from 'undici';

/** How many bytes of an answer are kept. */
const largestResponse = 1_024;

/** What a receiver has answered. */
export interface Answered {
  statusCode: number;
  headers: IncomingHttpHeaders;
  /** The first of it. */
  response: string;
}

/** The time was over before anything was answered. */
export class NoAnswer extends Error {}

export interface Patience {
  timeoutMs: number;
  /** Ends the request before. */
  signal?: AbortSignal;
}

/**
 * Sends one request and reads the first of its answer. It stands on undici's dispatch, which makes no stream of an answer and no signal of a time limit:
 * an event on its way to a receiver waits for what is done here.
 *
 * @throws NoAnswer, or what the connection failed with
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  patience: Patience,
): Promise<Answered> {
  return new Promise((resolve, reject) => {
    dispatcher.dispatch(request, new Exchange(dispatcher, request, { resolve, reject }, patience));
  });
}

interface Settle {
  resolve: (answered: Answered) => void;
  reject: (error: Error) => void;
}

class Exchange implements Dispatcher.DispatchHandler {
  private head?: Omit<Answered, 'response'>;
  private readonly chunks: Buffer[] = [];
  private length = 0;
  private isSecond = false;
  private controller?: Dispatcher.DispatchController;
  private isOver = false;
  private readonly timer: NodeJS.Timeout;
  private readonly giveUp = () => this.end(new errors.RequestAbortedError());

  constructor(
    private readonly dispatcher: Dispatcher,
    private readonly request: Dispatcher.DispatchOptions,
    private readonly settle: Settle,
    private readonly patience: Patience,
  ) {
    this.timer = setTimeout(() => this.end(new NoAnswer()), patience.timeoutMs);
    patience.signal?.addEventListener('abort', this.giveUp);
    if (patience.signal?.aborted) {
      this.giveUp();
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    if (this.isOver) {
      controller.abort(new errors.RequestAbortedError());
    }
  }

  onResponseStart(_controller: Dispatcher.DispatchController, statusCode: number, headers: IncomingHttpHeaders): void {
    // What comes before the answer (1xx) is none.
    this.head = statusCode < 200 ? undefined : { statusCode, headers };
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk);
    this.length += chunk.length;
    if (this.length >= largestResponse) {
      this.end(new errors.RequestAbortedError());
    }
  }

  onResponseEnd(): void {
    this.end();
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    // A kept connection that the receiver closes just then has not taken the request: it is sent on another one.
    if (brokeOff(error) && !this.head && !this.isSecond && !this.isOver) {
      this.isSecond = true;
      this.dispatcher.dispatch(this.request, this);
    } else {
      this.end(error);
    }
  }

  /** The status has decided already: a body that is long, slow or breaks off is cut. */
  private end(error?: Error): void {
    if (this.isOver) {
      return;
    }
    this.isOver = true;
    clearTimeout(this.timer);
    this.patience.signal?.removeEventListener('abort', this.giveUp);
    if (this.head) {
      const response = Buffer.concat(this.chunks).subarray(0, largestResponse).toString();
      this.settle.resolve({ ...this.head, response });
    } else {
      this.settle.reject(error ?? new errors.RequestAbortedError());
    }
    if (error) {
      this.controller?.abort(error);
    }
  }
}

const brokeOff = (error: NodeJS.ErrnoException): boolean =>
  error.code === 'ECONNRESET' || error instanceof errors.SocketError;
