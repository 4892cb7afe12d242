import { createParser } from 'eventsource-parser';
import { ConnectionLost } from './feed-refused.js';

/** What comes over the stream. The first has no data: it says where the reading begins. */
export interface Block {
  id: string;
  event?: string;
  data?: string;
}

interface Reading {
  silenceMs: number;
  /** How long the fair wants readers to wait before they come again. */
  onRetry: (ms: number) => void;
}

/**
 * The blocks of Server-Sent Events, until the fair ends them. A block that is cut off is dropped: it comes whole after the next start.
 *
 * @throws ConnectionLost
 */
export async function* readStream(body: ReadableStream<Uint8Array>, reading: Reading): AsyncGenerator<Block, void> {
  const arrived: Block[] = [];
  const parser = createParser({
    onEvent: ({ id = '', event, data }) => arrived.push({ id, event, data }),
    onRetry: reading.onRetry,
  });
  let head: string | undefined = '';
  for await (const text of textOf(body, reading.silenceMs)) {
    if (head !== undefined) {
      head += text;
      // A block without data has meaning for the place only, so the parser does not hand it on.
      const end = head.indexOf('\n\n');
      const [, id] = end < 0 ? [] : (/^id: ?(.+)$/m.exec(head.slice(0, end)) ?? []);
      if (id !== undefined && !/^data:/m.test(head.slice(0, end))) {
        yield { id };
      }
      head = end < 0 ? head : undefined;
    }
    parser.feed(text);
    yield* arrived.splice(0);
  }
}

async function* textOf(body: ReadableStream<Uint8Array>, silenceMs: number): AsyncGenerator<string, void> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (;;) {
      const { value, done } = await within(silenceMs, reader.read());
      if (done) {
        return;
      }
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** Its time runs only while something is waited for: a reader that takes long over an event loses nothing. */
async function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ConnectionLost()), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } catch (cause) {
    throw cause instanceof ConnectionLost ? cause : new ConnectionLost(cause);
  } finally {
    clearTimeout(timer);
  }
}
