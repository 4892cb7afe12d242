export interface Frame {
  id: string;
  event: string;
  data: Record<string, any>;
}

/** Reads the stream of events as a browser's EventSource would, from the answer's bytes. */
export async function readEvents(
  url: string,
  { after, lastEventId, token }: { after?: string; lastEventId?: string; token?: string } = {},
) {
  const abort = new AbortController();
  const response = await fetch(`${url}/events${after ? `?after=${after}` : ''}`, {
    headers: {
      accept: 'text/event-stream',
      ...(lastEventId && { 'last-event-id': lastEventId }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    signal: AbortSignal.any([abort.signal, AbortSignal.timeout(60_000)]),
  });
  if (!response.ok || !response.body) {
    throw new Error(`The stream answers ${response.status}: ${await response.text()}`);
  }
  const frames = framesOf(response.body);
  const next = async (wanted: (frame: Frame) => boolean): Promise<Frame> => {
    for (;;) {
      const { value, done } = await frames.next();
      if (done) {
        throw new Error('The stream ended.');
      }
      if (wanted(value)) {
        return value;
      }
    }
  };
  return {
    next,
    async take(count: number): Promise<Frame[]> {
      const taken: Frame[] = [];
      while (taken.length < count) {
        taken.push(await next(() => true));
      }
      return taken;
    },
    close: () => abort.abort(),
  };
}

async function* framesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Frame, void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    rest += decoder.decode(chunk, { stream: true });
    const blocks = rest.split('\n\n');
    rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const fields = Object.fromEntries(
        block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
      );
      if (fields.data) {
        yield { id: fields.id ?? '', event: fields.event ?? '', data: JSON.parse(fields.data) };
      }
    }
  }
}
