import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface Frame {
  id?: string;
  event?: string;
  data?: string;
}

export interface SseClient {
  status: number;
  headers: IncomingHttpHeaders;
  /** What came so far, as it was on the wire. */
  text(): string;
  /** The frames that carry data. */
  frames(): Frame[];
  /** Waits until there are this many. */
  until(count: number): Promise<Frame[]>;
  ended: Promise<void>;
  close(): void;
  response: IncomingMessage;
}

/** A reader of Server-Sent Events over plain HTTP, that shows all that it gets. */
export function openStream(port: number, path: string, headers: Record<string, string> = {}): Promise<SseClient> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ port, host: '127.0.0.1', path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      const frames = () =>
        text
          .split('\n\n')
          .slice(0, -1)
          .map(parse)
          .filter(({ data }) => data !== undefined);
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        text: () => text,
        frames,
        async until(count) {
          for (let attempt = 0; attempt < 400 && frames().length < count; attempt += 1) {
            await pause(25);
          }
          return frames();
        },
        ended: new Promise((done) => response.once('close', () => done())),
        close: () => outgoing.destroy(),
        response,
      });
    });
    outgoing.on('error', reject);
    outgoing.end();
  });
}

function parse(block: string): Frame {
  const frame: Frame = {};
  for (const line of block.split('\n')) {
    const [, field, value] = /^(id|event|data): ?(.*)$/.exec(line) ?? [];
    if (field === 'data') {
      frame.data = frame.data === undefined ? value : `${frame.data}\n${value}`;
    } else if (field) {
      frame[field as 'id' | 'event'] = value;
    }
  }
  return frame;
}
