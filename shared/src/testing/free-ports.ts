import { createServer } from 'node:net';

// Above what services are wont to use, below what systems hand out to outgoing connections (32768 up on Linux, 49152 up
// elsewhere): a port from there can be taken by any connection between its choice and its use.
const lowest = 10_000;
const highest = 32_000;

/** A port of loopback that nobody listens on, for tests and benchmarks. */
export function freePort(): Promise<number> {
  return freePortsInARow(1);
}

/** The first of as many free ports in a row. */
export async function freePortsInARow(count: number): Promise<number> {
  for (;;) {
    const first = lowest + Math.floor(Math.random() * (highest - lowest - count));
    const free = await Promise.all(Array.from({ length: count }, (_, index) => isFree(first + index)));
    if (free.every(Boolean)) {
      return first;
    }
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
