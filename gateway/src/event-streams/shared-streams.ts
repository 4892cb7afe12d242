import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Dispatcher } from 'undici';
import { EventStream } from './event-stream.js';
import { forOne, lasts, type Passage } from './passage.js';

type Answer = Dispatcher.ResponseData;

/** What is asked for, as whom and from where on: streams of equal keys at the same place are the same from there. */
export interface StreamQuestion {
  key: string;
  /** Undefined for what comes from now on. */
  after: string | undefined;
  /** Asks the service, as the caller did or for what comes after a place. */
  ask(place?: string): Promise<Answer>;
}

/** One stream from the service for all readers who want the same and may see the same, as soon as they are at the same place. */
export class SharedStreams {
  private readonly streams = new Map<string, Set<EventStream>>();
  private readonly opening = new Map<string, Promise<EventStream | Answer>>();

  /** What answers: a stream that is open already or one of its own; whatever else the service answers is for one. */
  async answer(question: StreamQuestion): Promise<Passage> {
    const found = await this.streamFor(question);
    return found instanceof EventStream
      ? { answer: found.answer, send: (response, signal) => this.send(response, signal, found, question) }
      : forOne(found);
  }

  private async send(
    response: ServerResponse,
    signal: AbortSignal,
    first: EventStream,
    question: StreamQuestion,
  ): Promise<void> {
    for (let stream: EventStream | Answer = first; stream instanceof EventStream;) {
      const after = await stream.read(response, signal);
      if (after === undefined) {
        response.end();
        return;
      }
      if (response.writableNeedDrain) {
        await once(response, 'drain', { signal });
      }
      stream = await this.streamFor({ ...question, after, ask: () => question.ask(after) });
    }
    throw new Error('The stream cannot be had any more from where its reader is.');
  }

  private async streamFor(question: StreamQuestion): Promise<EventStream | Answer> {
    const { key, after } = question;
    const open = this.find(key, after);
    if (open) {
      return open;
    }
    const name = JSON.stringify([key, after]);
    const opening = this.opening.get(name);
    if (opening) {
      await opening.catch(() => undefined);
      return this.find(key, after) ?? this.open(question);
    }
    const opened = this.open(question);
    this.opening.set(name, opened);
    return opened.finally(() => this.opening.delete(name));
  }

  private find(key: string, after: string | undefined): EventStream | undefined {
    return [...(this.streams.get(key) ?? [])].find((stream) => stream.isAt(after));
  }

  private async open({ key, after, ask }: StreamQuestion): Promise<EventStream | Answer> {
    const answer = await ask();
    if (!lasts(answer)) {
      return answer;
    }
    const stream = new EventStream(answer, after, {
      moved: (moving) => this.join(key, moving),
      closed: (gone) => this.forget(key, gone),
    });
    this.streams.set(key, (this.streams.get(key) ?? new Set()).add(stream));
    return stream;
  }

  private join(key: string, moving: EventStream): void {
    const met = [...(this.streams.get(key) ?? [])].find((other) => other !== moving && other.isWhere(moving));
    met?.takeOver(moving);
  }

  private forget(key: string, gone: EventStream): void {
    const left = this.streams.get(key);
    left?.delete(gone);
    if (left?.size === 0) {
      this.streams.delete(key);
    }
  }
}
