import type { ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';

/** How many bytes may lie with one of several readers. */
const mostUntaken = 262_144;

const blockEnd = '\n\n';
const nothing = Buffer.alloc(0);

interface Reader {
  response: ServerResponse;
  /** The stream that it reads: another one since both were at the same place. */
  stream: EventStream;
  end(behindAt?: string): void;
  fail(error: unknown): void;
}

/** What an open stream tells of itself. */
interface StreamWatch {
  moved(stream: EventStream): void;
  closed(stream: EventStream): void;
}

/**
 * A stream of Server-Sent Events (https://html.spec.whatwg.org/multipage/server-sent-events.html) with any number of readers, each sent whole
 * blocks. It starts with its first reader and is given up with its last.
 */
export class EventStream {
  /** The `id` of the last block; undefined before the first. */
  private place: string | undefined;
  private readonly readers = new Set<Reader>();
  private rest: Buffer = nothing;
  private retry = '';
  private over = false;
  private isLive: boolean;

  /** @param after the place that it was asked for; undefined for what comes from now on */
  constructor(
    readonly answer: Dispatcher.ResponseData,
    private readonly after: string | undefined,
    private readonly watch: StreamWatch,
  ) {
    this.isLive = after === undefined;
  }

  /** Whether it is what somebody needs who has everything up to a place, or wants what comes from now on. */
  isAt(place: string | undefined): boolean {
    if (this.over || this.answer.body.isPaused()) {
      return false;
    }
    return place === undefined ? this.isLive : place === (this.place ?? this.after);
  }

  isWhere(other: EventStream): boolean {
    return this.place !== undefined && this.isAt(other.place) && other.isAt(this.place);
  }

  /**
   * Sends a reader all that comes from here on.
   *
   * @returns undefined at the stream's end; the place from which the reader is to read on alone, since it does not keep up with the others
   * @throws what the stream broke off with, or the reason of the signal
   */
  read(response: ServerResponse, signal: AbortSignal): Promise<string | undefined> {
    return new Promise((resolve, reject) => {
      const leave = () => {
        signal.removeEventListener('abort', abort);
        reader.stream.leave(reader);
      };
      const reader: Reader = {
        response,
        stream: this,
        end(behindAt) {
          leave();
          resolve(behindAt);
        },
        fail(error) {
          leave();
          reject(error as Error);
        },
      };
      const abort = () => reader.fail(signal.reason);
      this.readers.add(reader);
      signal.addEventListener('abort', abort);
      if (this.place !== undefined) {
        response.write(`${this.retry}id: ${this.place}${blockEnd}`);
      }
      if (this.answer.body.readableFlowing === null) {
        this.start();
      }
      if (signal.aborted) {
        abort();
      }
    });
  }

  /** Becomes what the readers of another one read, which is at the same place. */
  takeOver(other: EventStream): void {
    this.isLive ||= other.isLive;
    for (const reader of other.readers) {
      reader.stream = this;
      this.readers.add(reader);
    }
    other.readers.clear();
    other.close();
  }

  private start(): void {
    this.answer.body
      .on('data', (chunk: Buffer) => this.take(chunk))
      .once('end', () => this.finish((reader) => reader.end()))
      .on('error', (error) => this.finish((reader) => reader.fail(error)));
  }

  private take(chunk: Buffer): void {
    const all = this.rest.length > 0 ? Buffer.concat([this.rest, chunk]) : chunk;
    const end = all.lastIndexOf(blockEnd) + blockEnd.length;
    if (end < blockEnd.length) {
      this.rest = all;
      return;
    }
    const blocks = all.subarray(0, end);
    this.rest = end < all.length ? all.subarray(end) : nothing;
    this.retry ||= /^retry: \d+\n/m.exec(this.place === undefined ? blocks.toString() : '')?.[0] ?? '';
    const before = this.place;
    this.place = lastIdIn(blocks) ?? before;
    this.readers.forEach((reader) => this.send(reader, blocks));
    if (this.place !== before && !this.over) {
      this.watch.moved(this);
    }
  }

  private send(reader: Reader, blocks: Buffer): void {
    const { response } = reader;
    const { body } = this.answer;
    const taken = response.write(blocks);
    if (!taken && this.readers.size === 1) {
      body.pause();
      response.once('drain', () => body.resume());
    } else if (response.writableLength > mostUntaken) {
      reader.end(this.place);
    }
  }

  private leave(reader: Reader): void {
    this.readers.delete(reader);
    if (this.readers.size === 0) {
      this.close();
    }
  }

  private finish(tell: (reader: Reader) => void): void {
    this.over = true;
    this.readers.forEach(tell);
    this.close();
  }

  private close(): void {
    this.over = true;
    this.answer.body.destroy();
    this.watch.closed(this);
  }
}

/** Lines of data begin with `data: `, so nothing in them looks like one of these. */
function lastIdIn(blocks: Buffer): string | undefined {
  const line = 'id: ';
  const at = blocks.lastIndexOf(`\n${line}`) + 1;
  if (at === 0 && !blocks.subarray(0, line.length).equals(Buffer.from(line))) {
    return undefined;
  }
  return blocks.toString('utf8', at + line.length, blocks.indexOf('\n', at + line.length));
}
